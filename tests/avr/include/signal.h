/* signal.h - for tests that end in an abort().                     SPDX-License-Identifier: MIT */
#ifndef SIGNAL_H
#define SIGNAL_H

#define SIGABRT 6

#endif
