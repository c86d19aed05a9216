/* serve.c - glowloop serve: a sim in a process of its own, for a window.
 *                                                                  SPDX-License-Identifier: MIT */
#include <poll.h>
#include <signal.h>
#include <stdio.h>

#include "cli/cli.h"
#include "remote/remote.h"

static bool owned(void)
{
    struct pollfd owner = {.fd = REMOTE_FD};
    return poll(&owner, 1, 0) >= 0 && (owner.revents & POLLNVAL) == 0;
}

int cli_serve(int argc, char **argv)
{
    (void)argv;
    if (argc > 0 || !owned()) {
        cli_complain("serve is for glowloop's own use");
        return EXIT_USAGE;
    }
    signal(SIGINT, SIG_IGN); /* it is for the owner, who ends both */
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    return remote_serve(REMOTE_FD) ? EXIT_FINE : EXIT_IO;
}
