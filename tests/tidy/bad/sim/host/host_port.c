/* host_port.c - a platform that knows of scenes.                   SPDX-License-Identifier: MIT */
#include "host/host_port.h"
#include "coop/coop.h"
#include "engine/scene.h"
#include <cjson/cJSON.h>
#include <poll.h>
