/* assert.h - part of criterion/criterion.h here.                   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
