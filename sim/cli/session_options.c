/* session_options.c - the options of `run` and `play`.             SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/session.h"
#include "engine/duration.h"

static const char *add_word(const char **words, size_t *count, const char *value)
{
    if (*count == SESSION_WORDS_MAX)
        return "there are too many of these; 256 are the limit";
    words[(*count)++] = value;
    return NULL;
}

static const char *take_press(void *into, const char *value)
{
    struct session *session = into;
    return add_word(session->presses, &session->press_count, value);
}

static const char *take_type(void *into, const char *value)
{
    struct session *session = into;
    return add_word(session->typed, &session->typed_count, value);
}

static const char *take_set(void *into, const char *value)
{
    struct session *session = into;
    return add_word(session->sets, &session->set_count, value);
}

static const char *take_inputs(void *into, const char *value)
{
    ((struct session *)into)->inputs_path = value;
    return NULL;
}

static const char *take_trace(void *into, const char *value)
{
    ((struct session *)into)->export_paths[EXPORT_TRACE] = value;
    return NULL;
}

static const char *take_vcd(void *into, const char *value)
{
    ((struct session *)into)->export_paths[EXPORT_VCD] = value;
    return NULL;
}

static const char *take_vcd_waveform(void *into, const char *value)
{
    (void)value;
    ((struct session *)into)->vcd_waveform = true;
    return NULL;
}

static const char *take_perfetto(void *into, const char *value)
{
    ((struct session *)into)->export_paths[EXPORT_PERFETTO] = value;
    return NULL;
}

static const char *take_frames(void *into, const char *value)
{
    ((struct session *)into)->export_paths[EXPORT_FRAMES] = value;
    return NULL;
}

static const char *take_trace_full(void *into, const char *value)
{
    (void)value;
    ((struct session *)into)->trace_full = true;
    return NULL;
}

static const char *take_record(void *into, const char *value)
{
    static const char ending[] = ".scenario.json";
    size_t length = strlen(value), size = sizeof ending - 1;
    bool scenario = length >= size && strcmp(value + length - size, ending) == 0;
    struct session *session = into;
    session->export_paths[scenario ? EXPORT_SCENARIO : EXPORT_INPUTS] = value;
    return NULL;
}

static const char *take_quiet(void *into, const char *value)
{
    (void)value;
    ((struct session *)into)->quiet = true;
    return NULL;
}

static const char *take_for(void *into, const char *value)
{
    return cli_time(value, &((struct session *)into)->for_us);
}

static const char *take_timeout(void *into, const char *value)
{
    return cli_time(value, &((struct session *)into)->timeout_us);
}

static const char *take_bounce(void *into, const char *value)
{
    return duration_parse(value, &((struct session *)into)->bounce_us);
}

static const char *take_until_us(void *into, const char *value)
{
    return cli_whole(value, 0, INT64_MAX, &((struct session *)into)->until_us);
}

static const char *take_seed(void *into, const char *value)
{
    return cli_whole(value, 0, INT64_MAX, &((struct session *)into)->seed);
}

const struct cli_option session_option_press = {
    "press", "PART@T1..T2",
    "hold a button from T1 to T2, as in\nbutton@1.2s..2.05s; as often as you like", take_press};
const struct cli_option session_option_type = {
    "type", "TIME:TEXT", "type a line at the console, as in \"1.2s:delay 250\"", take_type};
const struct cli_option session_option_set = {
    "set", "NAME=VALUE",
    "change the scene: board.FIELD of the cost model,\nor a control, as in controls.delay=200ms",
    take_set};
const struct cli_option session_option_inputs = {
    "inputs", "FILE",
    "inputs from a file: a line each, t_us pin level,\nt_us console \"what is typed\", or t_us "
    "control = value",
    take_inputs};
const struct cli_option session_option_trace = {
    "trace", "FILE", "write what happens, a line of JSON each;\n- is standard output", take_trace};
const struct cli_option session_option_trace_full = {
    "trace-full", NULL, "with steps of tasks and key events, too", take_trace_full};
const struct cli_option session_option_vcd = {
    "vcd", "FILE", "write pins, parts and tasks as waves, for GTKWave\nand PulseView", take_vcd};
const struct cli_option session_option_vcd_waveform = {
    "vcd-waveform", NULL, "with each bit on the wires of pixels", take_vcd_waveform};
const struct cli_option session_option_perfetto = {
    "perfetto", "FILE", "write a timeline of all tasks, for ui.perfetto.dev", take_perfetto};
const struct cli_option session_option_frames = {
    "frames", "FILE", "write what pixels showed, a line each time", take_frames};
const struct cli_option session_option_record = {
    "record", "FILE",
    "write the inputs, so that --inputs can repeat them;\nas a test, if its name ends in "
    ".scenario.json",
    take_record};
const struct cli_option session_option_for = {"for", "TIME", "how long to play, in virtual time",
                                              take_for};
const struct cli_option session_option_until_us = {
    "until-us", "N", "until when to play, in virtual us; 0: to the end", take_until_us};
const struct cli_option session_option_seed = {"seed", "N", "decides how contacts bounce (0)",
                                               take_seed};
const struct cli_option session_option_bounce = {
    "bounce", "TIME", "contacts of --press bounce for so long (0ms)", take_bounce};
const struct cli_option session_option_timeout = {
    "timeout", "TIME", "give up after so much real time, with code 124", take_timeout};
const struct cli_option session_option_quiet = {
    "quiet", NULL, "no summary, and no lines that programs print", take_quiet};
