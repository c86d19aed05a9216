/* unlisted.c - nobody builds it.                                   SPDX-License-Identifier: MIT */
#include "internal.h"

void unlisted(void);
