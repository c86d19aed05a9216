/* host_fixture.h - a loop in real time, and tasks with a journal.  SPDX-License-Identifier: MIT
 *
 * Nothing here passes or fails by how long it takes: ctest's limit is the only clock.
 */
#ifndef HOST_FIXTURE_H
#define HOST_FIXTURE_H

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "coop/keywords.h"
#include "fake_port.h"
#include "host/host_stream.h"

static struct host host;
static coop_loop loop;
static struct journal journal;
static unsigned char text[100]; /* what is sent */
static char got[256];

#define note(...)                journal_add(&journal, __VA_ARGS__)
#define expect_journal(expected) cr_assert(eq(str, journal.text, (char *)(expected)))

static inline void set_up_host(void)
{
    cr_assert(eq(i32, host_open(&host), COOP_OK));
    coop_init(&loop, &host.port);
    for (unsigned i = 0; i < sizeof text; i++)
        text[i] = (unsigned char)('a' + i % 26);
}

static inline void tear_down_host(void)
{
    cr_assert(eq(u32, host.watches, 0), "somebody is watched for ever");
    host_close(&host);
}

/* One await of any operation; notes its name and its result. */
async_def(operate, const char *name; coop_op op;)
{
    async_body {
        try_await(self->op);
        note("%s=%d ", self->name, (int)await_result);
        return COOP_RESULT(await_result);
    }
    return COOP_DONE;
}

static struct operate_task operation;

static inline int32_t run(coop_op op)
{
    return coop_run(&loop, coop_spawn(&loop, &operation, operate, .name = "run", .op = op));
}

#endif
