/* keywords.h - Python's words for the macros of task.h. Opt-in, because they are unprefixed.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef COOP_KEYWORDS_H
#define COOP_KEYWORDS_H

#include "coop/coop.h"

#define async_def    COOP_ASYNC
#define async_body   COOP_BODY
#define await        COOP_AWAIT
#define try_await    COOP_TRY_AWAIT
#define await_result COOP_AWAIT_RESULT
#define task_of      COOP_TASK_OF
#define this_task    COOP_THIS_TASK

#endif
