/* host_port.c - a platform that knows of scenes.                   SPDX-License-Identifier: MIT */
#include "coop/coop.h"
#include "engine/scene.h"
#include "host/host_port.h"
#include <cjson/cJSON.h>
#include <poll.h>
