/* config.h - limits, and how they are not told.                    SPDX-License-Identifier: MIT */
#ifndef COOP_CONFIG_H
#define COOP_CONFIG_H

/* CONFIG GOOD_MAX: how many; 1..9; default 4; costs nothing. */
#ifndef GOOD_MAX
#define GOOD_MAX 4
#endif

#ifndef SILENT_MAX
#define SILENT_MAX 4
#endif

/* CONFIG RANGELESS_MAX: how many; default 4; costs nothing. */
#ifndef RANGELESS_MAX
#define RANGELESS_MAX 4
#endif

/* CONFIG WRONG_MAX: how many, over two lines of comment, to see
 * that this is allowed; 1..9; default 4; costs nothing. */
#ifndef WRONG_MAX
#define WRONG_MAX 5
#endif

#endif
