/* pixel.h - named like another file.                               SPDX-License-Identifier: MIT */
#ifndef PARTS_PIXELS_H
#define PARTS_PIXELS_H

#include "programs/programs.h"

#endif
