/* transfer.h - one direction of a stream, for stream*.c.           SPDX-License-Identifier: MIT */
#ifndef COOP_TRANSFER_H
#define COOP_TRANSFER_H

#include "coop/stream.h"

#define COOP_GO_ON_ INT32_MIN /* of advance(): not over, take another turn */

extern const coop_kind coop_reader_kind_;
extern const coop_kind coop_writer_kind_;

/* The running task becomes the reader or the writer, with the advance, bytes and size of `work`,
 * and yields; as begin() of a coop_op returns. */
bool coop_transfer_start_(coop_task *task, coop_stream *stream, const coop_kind *kind,
                          struct coop_transfer work);

#endif
