/* devices.c - the board that a scene's parts are wired to.         SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "engine/wire.h"
#include "engine/world.h"

void world_emit(struct sim *sim, struct sim_event event)
{
    event.time_us = sim->clock.now_us;
    if (sim->wanted & SIM_EVENT_BIT(event.type))
        sim->listener(sim->listener_context, &event);
}

/* ---- Pins ---------------------------------------------------------------------------------- */

static bool level_at(const struct pin_state *state)
{
    if (state->output)
        return state->level;
    if (state->driven)
        return state->outside;
    return state->pull == PIN_PULL_UP;
}

/* As an edge does on a chip: interrupts come after it, at the same time. */
static void tell_edge(struct sim *sim, uint8_t pin, bool before)
{
    bool level = level_at(&sim->pins[pin]);
    if (level == before)
        return;
    for (struct pin_watch *watch = sim->watches; watch != NULL; watch = watch->next)
        if (pin_watch_wants(watch, pin, level))
            watch->happen(watch, level);
}

static void board_write(void *context, uint8_t pin, bool level)
{
    struct sim *sim = context;
    struct pin_state *state = &sim->pins[pin];
    world_watch(sim);
    bool before = level_at(state);
    state->output = true;
    state->level = level;
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_PIN, .pin = state->pin, .level = level});
    tell_edge(sim, pin, before);
}

static void board_listen(void *context, uint8_t pin, enum pin_pull pull)
{
    struct sim *sim = context;
    sim->pins[pin].output = false;
    sim->pins[pin].pull = (uint8_t)pull;
}

static void board_release(void *context, uint8_t pin)
{
    struct sim *sim = context;
    struct pin_state *state = &sim->pins[pin];
    bool was_output = state->output;
    board_listen(sim, pin, PIN_PULL_NONE);
    if (was_output)
        world_emit(sim, (struct sim_event){.type = SIM_EVENT_PIN, .pin = state->pin, .level = -1});
}

static bool board_read(void *context, uint8_t pin)
{
    struct sim *sim = context;
    world_watch(sim);
    return level_at(&sim->pins[pin]);
}

static void board_watch(void *context, struct pin_watch *watch)
{
    struct sim *sim = context;
    struct pin_watch **place = &sim->watches;
    while (*place != NULL)
        place = &(*place)->next;
    watch->next = NULL;
    *place = watch;
}

static void board_unwatch(void *context, struct pin_watch *watch)
{
    struct sim *sim = context;
    struct pin_watch **place = &sim->watches;
    while (*place != NULL && *place != watch)
        place = &(*place)->next;
    if (*place != NULL)
        *place = watch->next;
}

/* A line comes as a whole or not at all. */
static void type_line(struct sim *sim, const char *line)
{
    uint32_t size = (uint32_t)strlen(line);
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_TYPE, .text = line});
    if (size < sizeof sim->typed_storage - sim->typed.count) {
        (void)coop_pipe_put(&sim->typed, line, size);
        (void)coop_pipe_put(&sim->typed, "\n", 1);
    } else {
        world_emit(sim, (struct sim_event){.type = SIM_EVENT_FAIL,
                                           .text = "a line typed at the console is lost: "
                                                   "too many wait to be read"});
    }
}

static void change_level(struct sim *sim, const struct clock_input *input)
{
    struct pin_state *state = &sim->pins[input->pin->number];
    bool before = level_at(state);
    if (state->stuck) {
        state->awaited = true;
        state->awaited_level = input->level;
        return;
    }
    state->driven = true;
    state->outside = input->level;
    world_emit(
        sim, (struct sim_event){.type = SIM_EVENT_INPUT, .pin = input->pin, .level = input->level});
    if (state->lost_edges > 0 && level_at(state) != before)
        state->lost_edges--;
    else
        tell_edge(sim, input->pin->number, before);
}

static void change_setting(struct sim *sim, const struct clock_input *input)
{
    *input->place = input->value;
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_SET,
                                       .setting = input->setting,
                                       .level = input->value,
                                       .text = sim->scene->settings[input->setting].path});
}

void devices_input(void *context, const struct clock_input *input)
{
    if (input->text != NULL)
        type_line(context, input->text);
    else if (input->place != NULL)
        change_setting(context, input);
    else
        change_level(context, input);
}

bool sim_stick(struct sim *sim, const struct board_pin *pin, bool stuck)
{
    struct pin_state *state = &sim->pins[pin->number];
    bool late = state->awaited && !stuck;
    state->stuck = stuck;
    state->awaited = state->awaited && stuck;
    return !late || sim_input(sim, pin, state->awaited_level, 0) != UINT64_MAX;
}

void sim_lose_edges(struct sim *sim, const struct board_pin *pin, uint32_t count)
{
    sim->pins[pin->number].lost_edges += count;
}

/* ---- Time ---------------------------------------------------------------------------------- */

static uint64_t board_clock_us(void *context)
{
    struct sim *sim = context;
    uint64_t now_us = sim->clock.now_us;
    world_watch(sim);
    clock_spend(&sim->clock, sim->clock.cost->clock_us);
    return now_us - now_us % sim->clock.cost->mono_us;
}

static uint32_t board_time_ms(void *context)
{
    struct sim *sim = context;
    world_watch(sim);
    return clock_tick_ms(&sim->clock);
}

static void board_delay_us(void *context, uint32_t us)
{
    struct sim *sim = context;
    world_watch(sim);
    clock_spend(&sim->clock, us);
}

/* ---- Pixels, keys, console --------------------------------------------------------------------
 */

static size_t part_of(const struct sim *sim, const struct pixels *pixels)
{
    size_t part = 0;
    while (&sim->devices[part].pixels != pixels)
        part++;
    return part;
}

static void board_settle(void *context, const struct pixels *pixels)
{
    struct sim *sim = context;
    clock_advance(&sim->clock, sim->devices[part_of(sim, pixels)].busy_until_us);
}

void devices_latch(struct device *device, const uint8_t *bytes, size_t size)
{
    memcpy(device->sent, bytes, size);
    device->light_stale = true;
    device->latches++;
}

static uint32_t board_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                           uint16_t size)
{
    struct sim *sim = context;
    size_t part = part_of(sim, pixels);
    struct device *device = &sim->devices[part];
    const struct board_cost *cost = sim->clock.cost;
    uint32_t pixel_us = wire_pixel_us(cost, pixels_channels(pixels));
    uint32_t busy_us = pixels->count * pixel_us + cost->reset_us;

    devices_latch(device, bytes, size);
    world_emit(sim, (struct sim_event){
                        .type = SIM_EVENT_SHOW, .part = part, .bytes = bytes, .byte_count = size});
    device->busy_until_us = sim->clock.now_us + busy_us;
    return busy_us;
}

static void board_scan(void *context, struct keypad *keypad)
{
    struct sim *sim = context;
    if (!clock_add_scan(&sim->clock, keypad))
        coop_assert_failed(__FILE__, __LINE__); /* more keypads than parts */
}

static void board_scan_end(void *context, struct keypad *keypad)
{
    struct sim *sim = context;
    clock_remove_scan(&sim->clock, keypad);
}

static void board_key_taken(void *context, uint8_t pin, bool pressed)
{
    struct sim *sim = context;
    world_emit(sim, (struct sim_event){
                        .type = SIM_EVENT_KEY, .pin = sim->pins[pin].pin, .level = pressed});
}

static void board_print(void *context, const char *line)
{
    world_watch(context);
    world_emit(context, (struct sim_event){.type = SIM_EVENT_PRINT, .text = line});
}

/* ---- Set-up -------------------------------------------------------------------------------- */

static bool init_pixels(struct sim *sim, const struct scene_part *part, struct device *device)
{
    device->storage = calloc(1, PIXELS_STORAGE(part->pixels, part->order));
    device->sent = calloc(part->pixels, 2 * 4);
    if (device->storage == NULL || device->sent == NULL)
        return false;
    device->light = device->sent + (size_t)part->pixels * 4;
    pixels_init(&device->pixels, &sim->board, part->pin->number, part->pixels, part->order,
                device->storage);
    pixels_set_brightness(&device->pixels, part->brightness);
    pixels_set_auto_write(&device->pixels, part->auto_write);
    pixels_set_gamma(&device->pixels, part->gamma);
    pixels_set_dither(&device->pixels, part->dithered);
    pixels_set_current_limit(&device->pixels, part->current_ma_max);
    return true;
}

static bool init_device(struct sim *sim, const struct scene_part *part, struct device *device)
{
    struct pin_state *state = &sim->pins[part->pin->number];
    switch (part->type) {
    case PART_NEOPIXEL:
        return init_pixels(sim, part, device);
    case PART_LED:
        device->led = (struct digital){.board = &sim->board, .pin = part->pin->number};
        return true;
    case PART_BUTTON:
        device->button = (struct button_wiring){
            .board = &sim->board, .pin = part->pin->number, .pressed_level = part->pressed_level};
        state->driven = true;
        state->outside = !part->pressed_level;
        return true;
    }
    return false;
}

/* Of the pipe of what is typed: who has it open asks for lines. */
static int32_t read_typed(void *context, void *bytes, uint32_t size)
{
    ((struct typed_ends *)context)->asked = true;
    return coop_pipe_io.read(context, bytes, size);
}

static void init_console(struct sim *sim)
{
    coop_pipe_init(&sim->typed, &sim->loop, sim->typed_storage, sizeof sim->typed_storage);
    sim->typed_ends = (struct typed_ends){.ends.in = &sim->typed};
    sim->typed_io = coop_pipe_io;
    sim->typed_io.read = read_typed;
    coop_stream_init(&sim->console_input, &sim->loop, &sim->typed_io, &sim->typed_ends);
    sim->console = (struct console){.board = &sim->board, .input = &sim->console_input};
    sim->printer = (struct console){.board = &sim->board};
}

bool devices_init(struct sim *sim)
{
    const struct scene *scene = sim->scene;
    sim->board = (struct board){.context = sim,
                                .palettes = scene->palettes,
                                .palette_count = (uint8_t)scene->palette_count,
                                .write = board_write,
                                .release = board_release,
                                .listen = board_listen,
                                .read = board_read,
                                .watch = board_watch,
                                .unwatch = board_unwatch,
                                .clock_us = board_clock_us,
                                .time_ms = board_time_ms,
                                .delay_us = board_delay_us,
                                .settle = board_settle,
                                .send = board_send,
                                .scan = board_scan,
                                .scan_end = board_scan_end,
                                .key_taken = board_key_taken,
                                .print = board_print};
    init_console(sim);
    for (size_t i = 0; i < scene->board->pin_count; i++)
        sim->pins[scene->board->pins[i].number].pin = &scene->board->pins[i];
    sim->devices = calloc(scene->part_count + 1, sizeof *sim->devices);
    sim->views = calloc(scene->map_count + 1, sizeof *sim->views);
    if (sim->devices == NULL || sim->views == NULL)
        return false;
    for (size_t i = 0; i < scene->part_count; i++)
        if (!init_device(sim, &scene->parts[i], &sim->devices[i]))
            return false;
    for (size_t i = 0; i < scene->map_count; i++)
        pixels_view(&sim->views[i], &sim->devices[scene->maps[i].part].pixels, &scene->maps[i].map);
    return true;
}

void devices_free(struct sim *sim)
{
    free(sim->views);
    if (sim->devices == NULL)
        return;
    for (size_t i = 0; i < sim->scene->part_count; i++) {
        free(sim->devices[i].storage);
        free(sim->devices[i].sent);
    }
    free(sim->devices);
}

void *devices_argument(struct sim *sim, const struct scene_argument *argument)
{
    switch (argument->parameter->type) {
    case PARAMETER_PIXELS:
        if (argument->is_map)
            return &sim->views[argument->map];
        return &sim->devices[argument->part].pixels;
    case PARAMETER_LED:
        return &sim->devices[argument->part].led;
    case PARAMETER_BUTTON:
        return &sim->devices[argument->part].button;
    default:
        return argument->parameter->typed ? &sim->console : &sim->printer;
    }
}

/* ---- What is seen from outside ----------------------------------------------------------------
 */

const uint8_t *sim_pixels(const struct sim *sim, size_t part, uint64_t *latches)
{
    struct device *device = &sim->devices[part];
    const struct pixels *pixels = &device->pixels;
    if (latches != NULL)
        *latches = device->latches;
    if (device->light_stale)
        wire_light(device->light, device->sent, (size_t)pixels->count * pixels_channels(pixels),
                   pixels->order);
    device->light_stale = false;
    return device->latches == 0 ? NULL : device->light;
}

uint8_t sim_channels(const struct sim *sim, size_t part)
{
    return pixels_channels(&sim->devices[part].pixels);
}

bool sim_pin_level(const struct sim *sim, const struct board_pin *pin)
{
    return level_at(&sim->pins[pin->number]);
}

bool sim_level(const struct sim *sim, size_t part)
{
    return sim_pin_level(sim, sim->scene->parts[part].pin);
}

bool sim_pressed(const struct sim *sim, size_t part)
{
    return sim_level(sim, part) == sim->scene->parts[part].pressed_level;
}
