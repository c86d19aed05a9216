# live.bash - the part of check that saves own programs.             SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154

# light VERSION FRAME: save it. Each frame prints VERSION × 1000000 + level × 10000 + its number.
light() {
    cat >"$scene/my_light.c.part" <<END
#include "parts/console.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(my_light, const struct console *console; const int32_t *level; int32_t frames;)
{
    int32_t number = self->frames++;
    $2;
    console_print_int(self->console, $1000000 + *self->level * 10000 + number);
    pixels_fill(self->animation.pixels, 0x000030u * $1);
}

static const struct parameter parameters[] = {
    ANIMATION_PARAMETERS(my_light, 20),
    PART(my_light, "console", console, CONSOLE, "where it counts"),
    SETTING(my_light, "level", level, NUMBER, 0, 9, 0, "a number to turn"),
};
PROGRAM(my_light, "counts its frames");
END
    mv "$scene/my_light.c.part" "$scene/my_light.c" # as editors do
    saved_ns=$(date +%s%N)
}

own_project() {
    scene=$work/my_light
    mkdir "$scene"
    export XDG_CACHE_HOME=$work/cache
    cat >"$scene/scene.json" <<'END'
{ "version": 1, "board": "pico", "controls": { "level": 1 },
  "parts": { "ring": { "type": "neopixel", "pin": "GP0", "pixels": 24 } },
  "tasks": [ { "program": "my_light",
               "with": { "pixels": "ring", "level": "@level" } } ] }
END
    light 1 ''
}

# printed FROM TO: wait until a number of that range is the last that was printed.
printed() {
    local last
    for _ in {1..3000}; do
        last=$(tail -n 1 "$work/live.out.txt")
        [ "${last:-0}" -ge "$1" ] && [ "$last" -lt "$2" ] && return
        sleep 0.02
    done
    fail "the last line is $last, not one from $1 to $2"
}

# swapped VERSION: its lines have come, and are the first of it that were missing.
swapped() {
    printed "$1000000" "$(($1 + 1))000000"
    echo "from save to new lines: $((($(date +%s%N) - saved_ns) / 1000000)) ms"
}

# No frame was printed twice, and none was left out, whichever version it was of.
uninterrupted() {
    awk '{ frame = $1 % 10000 } NR > 1 && frame != last + 1 { exit 1 } { last = frame }' \
        "$work/live.out.txt" || fail "frames are missing, or came twice"
}

# The process with the programs; it goes when they crash.
child() {
    pgrep -P "$player" || true
}

# Between two versions there is none for a moment, either.
alone() {
    local looks=0
    for _ in {1..600}; do
        looks=$((looks + 1))
        [ -z "$(child)" ] || looks=0
        [ "$looks" -lt 5 ] || break
        sleep 0.1
    done
    [ "$looks" -ge 5 ] || fail "the programs run on: $1"
    kill -0 "$player" || fail "the window is gone: $1"
}

# box LINES: whether the box with what is wrong is on the screen.
box() {
    rm -f "$work"/glowloop-*.png
    xdotool key F12
    for _ in {1..50}; do
        compgen -G "$work/glowloop-*.png" >"$work/pictures.txt" && break
        sleep 0.1
    done
    sleep 0.2
    pixel "$work"/glowloop-*.png 640 88
    [ "$red $green $blue" = "255 138 122" ]
}

# wait_for COMMAND …: until it is so.
wait_for() {
    for _ in {1..60}; do
        "$@" && return
        sleep 0.2
    done
    fail "not to be seen: $*"
}

no_box() {
    ! box
}

check_live() {
    local played file
    own_project
    start live
    swapped 1
    xdotool key Tab Tab Tab Tab Right
    printed 1020000 1030000
    light 2 ''
    swapped 2
    printed 2020000 2030000 # what was turned is as it was
    ! box || fail "something is wrong"
    light 3 'number +'
    sleep 1.5
    box || fail "no error is shown"
    printed 2020000 2030000
    light 4 ''
    swapped 4
    ! box || fail "the error is still shown"
    light 5 '*(volatile int *)(intptr_t)(number / 100000) = 1'
    alone crash
    light 6 ''
    swapped 6
    light 7 'while (number >= 0) { }'
    alone loop
    light 8 ''
    swapped 8
    uninterrupted
    for file in scene.json my_light.c; do
        mv "$scene/$file" "$work/away"
        wait_for box
        mv "$work/away" "$scene/$file"
        wait_for no_box
    done
    uninterrupted
    # What is paused stays so.
    xdotool key p
    sleep 0.3
    light 9 ''
    sleep 1.5
    printed 8000000 9000000
    xdotool key p
    printed 9020000 9030000
    uninterrupted
    played=$(child)
    xdotool key ctrl+q
    ended live 0
    [ ! -d "/proc/$played" ] || fail "the programs run on behind the window"
}

# With whom it ends, and what is said then.
check_crash() {
    own_project
    start crash
    light 2 'if (number == 50) number /= number - 50'
    alone crash
    xdotool key ctrl+q
    ended crash 1
    grep -q 'task "my_light" crashed at .*my_light.c:8: it divided by zero' "$work/crash.err.txt" ||
        fail "no word of the crash"
}
