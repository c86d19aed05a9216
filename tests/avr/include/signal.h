/* signal.h - for tests that abort or interrupt themselves.         SPDX-License-Identifier: MIT */
#ifndef SIGNAL_H
#define SIGNAL_H

#define SIGINT  2
#define SIGABRT 6

typedef void (*signal_handler)(int number);

signal_handler signal(int number, signal_handler handler); /* of SIGINT only */
int raise(int number);

#endif
