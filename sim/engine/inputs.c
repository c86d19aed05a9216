/* inputs.c - what the outside does, and when.                      SPDX-License-Identifier: MIT */
#include "engine/inputs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/duration.h"
#include "engine/list.h"
#include "engine/setting.h"
#include "engine/utf8.h"

void inputs_free(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->list[i].line);
    free(inputs->list);
    *inputs = (struct inputs){0};
}

/* `input` with its line belongs to the list then. */
static bool add_input(struct inputs *inputs, struct input input)
{
    struct input *list =
        list_room(inputs->list, inputs->count + 1, &inputs->capacity, sizeof *list);
    if (list == NULL)
        return false;
    inputs->list = list;
    list[inputs->count++] = input;
    return true;
}

static bool add(struct inputs *inputs, uint64_t time_us, const struct board_pin *pin, bool level)
{
    return add_input(inputs, (struct input){.time_us = time_us, .pin = pin, .level = level});
}

static bool add_line(struct inputs *inputs, uint64_t time_us, const char *text, size_t size)
{
    char *line = malloc(size + 1);
    if (line == NULL)
        return false;
    memcpy(line, text, size);
    line[size] = '\0';
    if (add_input(inputs, (struct input){.time_us = time_us, .line = line}))
        return true;
    free(line);
    return false;
}

static const struct board_pin *find_pin(const struct scene *scene, const char *name)
{
    size_t part = scene_part_find(scene, name);
    if (part < scene->part_count)
        return scene->parts[part].pin;
    return board_pin_find(scene->board, name);
}

/* ---- Files --------------------------------------------------------------------------------- */

struct word {
    size_t offset;
    size_t length;
};

struct reader {
    const struct source *source;
    const struct scene *scene;
    struct diagnostics *diagnostics;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Split a line, up to its comment, into at most four words. */
static size_t split(const char *text, size_t offset, size_t end, struct word words[4])
{
    size_t count = 0;
    while (offset < end && text[offset] != '#' && count < 4) {
        if (is_space(text[offset])) {
            offset++;
            continue;
        }
        words[count].offset = offset;
        while (offset < end && !is_space(text[offset]) && text[offset] != '#')
            offset++;
        words[count].length = offset - words[count].offset;
        count++;
    }
    return count;
}

static bool complain(const struct reader *reader, const struct word *word, const char *what,
                     const char *allowed)
{
    diagnose(reader->diagnostics, reader->source, word->offset, word->length, "%s", what);
    diagnose_note(reader->diagnostics, "%s", allowed);
    return false;
}

static bool read_time(const struct reader *reader, const struct word *word, uint64_t *time_us)
{
    const char *digits = reader->source->text + word->offset;
    *time_us = 0;
    for (size_t i = 0; i < word->length; i++) {
        if (digits[i] < '0' || digits[i] > '9' || i > 17)
            return complain(reader, word, "this is no time",
                            "write whole microseconds, as in 1200000");
        *time_us = *time_us * 10 + (uint64_t)(digits[i] - '0');
    }
    return true;
}

static bool unknown_pin(const struct reader *reader, const struct word *word, const char *name)
{
    const char *parts[SCENE_PARTS_MAX];
    for (size_t i = 0; i < reader->scene->part_count; i++)
        parts[i] = reader->scene->parts[i].name;
    const char *near = nearest_word(name, parts, reader->scene->part_count);
    if (near == NULL)
        near = board_pin_nearest(reader->scene->board, name);
    (void)complain(reader, word, "no such pin or part",
                   "write a pin of the scene's board, or a part of the scene");
    if (near != NULL)
        diagnose_note(reader->diagnostics, "did you mean \"%s\"?", near);
    return false;
}

static bool read_pin(const struct reader *reader, const struct word *word,
                     const struct board_pin **pin)
{
    char name[64];
    size_t length = word->length < sizeof name - 1 ? word->length : sizeof name - 1;
    memcpy(name, reader->source->text + word->offset, length);
    name[length] = '\0';
    *pin = find_pin(reader->scene, name);
    return *pin != NULL || unknown_pin(reader, word, name);
}

static bool read_level(const struct reader *reader, const struct word *word, bool *level)
{
    char digit = reader->source->text[word->offset];
    if (word->length != 1 || (digit != '0' && digit != '1'))
        return complain(reader, word, "this is no level", "write 0 or 1");
    *level = digit == '1';
    return true;
}

static bool added(const struct reader *reader, bool fine)
{
    if (!fine)
        diagnose_plain(reader->diagnostics, "out of memory");
    return fine;
}

/* What is typed goes to traces and recordings, as texts of JSON. */
static bool check_text(const struct reader *reader, size_t begin, size_t end)
{
    const char *text = reader->source->text;
    size_t length;
    for (size_t at = begin; at < end; at += length)
        if (text[at] == '\0' || !utf8_valid(text + at, end - at, &length))
            return complain(reader, &(struct word){.offset = at, .length = 1},
                            "this byte is no text", "write the line in UTF-8, without zeros");
    return true;
}

/* The third word begins with a quote: t_us console "line", to the last quote. */
static bool read_typed(struct inputs *inputs, const struct reader *reader, const struct word *words,
                       size_t end)
{
    static const char console[] = "console";
    const char *text = reader->source->text;
    uint64_t time_us;
    bool fine = read_time(reader, &words[0], &time_us);
    size_t begin = words[2].offset + 1, line_end = end;
    struct word rest[4];
    while (end > begin && text[end - 1] != '"')
        end--;
    if (words[1].length != sizeof console - 1 ||
        memcmp(text + words[1].offset, console, sizeof console - 1) != 0)
        return complain(reader, &words[1], "only the console takes a text",
                        "write console before it, or 0 or 1 for a pin or part");
    if (end == begin)
        return complain(reader, &words[2], "the text does not end",
                        "write a quote behind it, as in 1200000 console \"delay 250\"");
    if (split(text, end, line_end, rest) > 0)
        return complain(reader, &rest[0], "something stands behind the text",
                        "the text goes to the last quote; only a comment can follow");
    if (!check_text(reader, begin, end - 1))
        return false;
    return fine && added(reader, add_line(inputs, time_us, text + begin, end - 1 - begin));
}

/* As split(), but # begins no comment: NAME may have one in it, and so may a value. */
static size_t split_plainly(const char *text, size_t offset, size_t end, struct word words[5])
{
    size_t count = 0;
    while (offset < end && count < 5) {
        size_t begin = offset;
        while (offset < end && !is_space(text[offset]))
            offset++;
        words[count] = (struct word){begin, offset - begin};
        count += offset > begin;
        while (offset < end && is_space(text[offset]))
            offset++;
    }
    return count;
}

static bool sets(const char *text, const struct word *words, size_t count)
{
    return count >= 3 && text[words[0].offset] != '#' && text[words[1].offset] != '#' &&
           words[2].length == 1 && text[words[2].offset] == '=';
}

static bool copy_word(const struct reader *reader, const struct word *word, char *text, size_t size)
{
    if (word->length >= size)
        return complain(reader, word, "this is too long", "a name or a value is meant");
    if (!check_text(reader, word->offset, word->offset + word->length))
        return false;
    memcpy(text, reader->source->text + word->offset, word->length);
    text[word->length] = '\0';
    return true;
}

static bool unknown_setting(const struct reader *reader, const struct word *word, const char *path)
{
    const char *near = scene_setting_nearest(reader->scene, path);
    (void)complain(reader, word, "no such control or setting",
                   "write a control of the scene, or a task and its own setting, as in "
                   "blink.color");
    if (near != NULL)
        diagnose_note(reader->diagnostics, "did you mean \"%s\"?", near);
    return false;
}

static bool read_value(const struct reader *reader, const struct word *word,
                       const struct scene_setting *setting, int32_t *value)
{
    char text[64];
    struct setting_problem problem;
    if (!copy_word(reader, word, text, sizeof text))
        return false;
    if (!setting_parse(reader->scene, setting->type, text, value, &problem))
        return complain(reader, word, problem.message, problem.note);
    if (*value >= setting->minimum && *value <= setting->maximum)
        return true;
    return complain(reader, word, "this is out of range",
                    setting_range(setting->type, setting->minimum, setting->maximum).text);
}

/* t_us NAME = VALUE */
static bool read_setting(struct inputs *inputs, const struct reader *reader,
                         const struct word *words, size_t count)
{
    const char *text = reader->source->text;
    struct input input = {.sets = true};
    char path[2 * SCENE_NAME_MAX + 64];
    bool fine = read_time(reader, &words[0], &input.time_us);
    if (!copy_word(reader, &words[1], path, sizeof path))
        return false;
    input.setting = scene_setting_find(reader->scene, path);
    if (input.setting == reader->scene->setting_count)
        return unknown_setting(reader, &words[1], path);
    if (count == 3)
        return complain(reader, &words[2], "a value is missing",
                        "write it behind the =, as in 1200000 delay = 250ms");
    fine = read_value(reader, &words[3], &reader->scene->settings[input.setting], &input.value) &&
           fine;
    if (count > 4 && text[words[4].offset] != '#')
        return complain(reader, &words[4], "something stands behind the value",
                        "only a comment can follow");
    return fine && added(reader, add_input(inputs, input));
}

static bool read_line(struct inputs *inputs, const struct reader *reader, size_t offset, size_t end)
{
    struct word words[4], plain[5];
    size_t count = split_plainly(reader->source->text, offset, end, plain);
    struct input input = {0};
    if (sets(reader->source->text, plain, count))
        return read_setting(inputs, reader, plain, count);
    count = split(reader->source->text, offset, end, words);
    if (count == 0)
        return true;
    if (count > 2 && reader->source->text[words[2].offset] == '"')
        return read_typed(inputs, reader, words, end);
    if (count != 3)
        return complain(reader, &words[count - 1], "a line has three words",
                        "write the time in microseconds, the pin and the level, as in "
                        "1200000 BUTTON 0");
    bool fine = read_time(reader, &words[0], &input.time_us);
    fine = read_pin(reader, &words[1], &input.pin) && fine;
    fine = read_level(reader, &words[2], &input.level) && fine;
    return fine && added(reader, add(inputs, input.time_us, input.pin, input.level));
}

bool inputs_load(struct inputs *inputs, const char *path, const struct scene *scene,
                 struct diagnostics *diagnostics)
{
    struct source source = {0};
    if (!source_read(&source, path)) {
        diagnose_plain(diagnostics, "%s: %s", path, strerror(errno));
        diagnostics->io_error = true;
        source_free(&source);
        return false;
    }
    const struct reader reader = {&source, scene, diagnostics};
    bool fine = true;
    for (size_t offset = 0; offset < source.size;) {
        const char *end = memchr(source.text + offset, '\n', source.size - offset);
        size_t line_end = end == NULL ? source.size : (size_t)(end - source.text);
        fine = read_line(inputs, &reader, offset, line_end) && fine;
        offset = line_end + 1;
    }
    source_free(&source);
    return fine;
}

/* ---- Presses --------------------------------------------------------------------------------- */

/* Source: xorshift64* (Vigna 2014); any generator would do that is the same everywhere. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Dull;
}

bool inputs_edge(struct inputs *inputs, uint64_t time_us, const struct board_pin *pin, bool level,
                 uint64_t bounce_us)
{
    uint64_t end_us = time_us + bounce_us;
    if (inputs->random == 0)
        inputs->random = 0x9E3779B97F4A7C15ull; /* the generator cannot start from zero */
    bool fine = add(inputs, time_us, pin, level);
    while (fine && bounce_us > 0) {
        uint64_t open_us = time_us + 1 + next_random(&inputs->random) % (bounce_us / 4 + 1);
        uint64_t close_us = open_us + 1 + next_random(&inputs->random) % (bounce_us / 4 + 1);
        if (close_us > end_us)
            break;
        fine = add(inputs, open_us, pin, !level) && add(inputs, close_us, pin, level);
        time_us = close_us;
    }
    return fine;
}

static bool refuse(struct diagnostics *diagnostics, const char *option, const char *text,
                   const char *why)
{
    diagnose_plain(diagnostics, "--%s %s: %s", option, text, why);
    return false;
}

static bool refuse_part(struct diagnostics *diagnostics, const char *text, const char *name,
                        const struct scene *scene)
{
    const char *buttons[SCENE_PARTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_BUTTON)
            buttons[count++] = scene->parts[i].name;
    (void)refuse(diagnostics, "press", text, "the scene has no such button");
    const char *near = nearest_word(name, buttons, count);
    if (near != NULL)
        diagnose_note(diagnostics, "did you mean \"%s\"?", near);
    else if (count > 0)
        diagnose_note(diagnostics, "it has \"%s\"", buttons[0]);
    else
        diagnose_note(diagnostics, "it has no buttons at all");
    return false;
}

/* Cut PART@FROM..TO into its three words; TO may be missing. */
static bool cut_press(char *text, char **from, char **to)
{
    *from = strchr(text, '@');
    if (*from == NULL)
        return false;
    *(*from)++ = '\0';
    *to = strstr(*from, "..");
    if (*to != NULL) {
        **to = '\0';
        *to += 2;
    }
    return true;
}

bool inputs_press(struct inputs *inputs, const char *text, uint64_t bounce_us,
                  const struct scene *scene, struct diagnostics *diagnostics)
{
    char copy[128];
    char *from, *to;
    uint64_t from_us = 0, to_us = UINT64_MAX;
    if (strlen(text) >= sizeof copy)
        return refuse(diagnostics, "press", text, "it is too long");
    memcpy(copy, text, strlen(text) + 1);
    if (!cut_press(copy, &from, &to))
        return refuse(diagnostics, "press", text, "write PART@FROM..TO, as in button@1.2s..2.05s");

    size_t part = scene_part_find(scene, copy);
    if (part == scene->part_count || scene->parts[part].type != PART_BUTTON)
        return refuse_part(diagnostics, text, copy, scene);
    const char *why = duration_parse(from, &from_us);
    if (why == NULL && to != NULL)
        why = duration_parse(to, &to_us);
    if (why != NULL)
        return refuse(diagnostics, "press", text, why);
    if (to_us <= from_us)
        return refuse(diagnostics, "press", text, "it ends before it begins");

    const struct scene_part *button = &scene->parts[part];
    bool level = button->pressed_level;
    if (!inputs_edge(inputs, from_us, button->pin, level, bounce_us) ||
        (to != NULL && !inputs_edge(inputs, to_us, button->pin, !level, bounce_us)))
        return refuse(diagnostics, "press", text, "out of memory");
    return true;
}

/* ---- Typed lines ----------------------------------------------------------------------------- */

/* A file of inputs must be able to say it, too. NULL: it can. */
static const char *wrong_line(const char *line)
{
    size_t length;
    for (size_t left = strlen(line); left > 0; line += length, left -= length) {
        if ((unsigned char)*line < ' ' || *line == 0x7F)
            return "this is no line: its end is added, and each has a --type";
        if (!utf8_valid(line, left, &length))
            return "this is no text: write it in UTF-8";
    }
    return NULL;
}

bool inputs_type(struct inputs *inputs, const char *text, const struct scene *scene,
                 struct diagnostics *diagnostics)
{
    char time[32];
    uint64_t time_us = 0;
    const char *line = strchr(text, ':');
    if (line == NULL)
        return refuse(diagnostics, "type", text, "write TIME:TEXT, as in \"1.2s:delay 250\"");
    (void)snprintf(time, sizeof time, "%.*s", (int)(line - text), text);
    const char *why = duration_parse(time, &time_us);
    if (why != NULL)
        return refuse(diagnostics, "type", text, why);
    line++;
    why = wrong_line(line);
    if (why != NULL)
        return refuse(diagnostics, "type", text, why);
    if (!scene_has_console(scene))
        return refuse(diagnostics, "type", text,
                      "nobody reads it: no program of the scene has the console");
    return add_line(inputs, time_us, line, strlen(line)) ||
           refuse(diagnostics, "type", text, "out of memory");
}

/* ---- Handing over ---------------------------------------------------------------------------- */

static uint64_t give(const struct input *input, struct sim *sim)
{
    if (input->line != NULL)
        return sim_type(sim, input->line, input->time_us);
    if (input->sets)
        return sim_set(sim, input->setting, input->value, input->time_us);
    return sim_input(sim, input->pin, input->level, input->time_us);
}

bool inputs_give(const struct inputs *inputs, struct sim *sim)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (give(&inputs->list[i], sim) == UINT64_MAX)
            return false;
    return true;
}

void inputs_write(FILE *out, uint64_t time_us, const struct board_pin *pin, bool level)
{
    fprintf(out, "%" PRIu64 " %s %d\n", time_us, pin->name, level);
}

void inputs_write_line(FILE *out, uint64_t time_us, const char *line)
{
    fprintf(out, "%" PRIu64 " console \"%s\"\n", time_us, line);
}

void inputs_write_setting(FILE *out, uint64_t time_us, const struct scene *scene,
                          const struct scene_setting *setting, int32_t value)
{
    char text[SETTING_TEXT_MAX];
    setting_format(scene, setting->type, value, text);
    fprintf(out, "%" PRIu64 " %s = %s\n", time_us, setting->path, text);
}
