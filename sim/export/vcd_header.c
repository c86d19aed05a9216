/* vcd_header.c - what variables a VCD has, and how they begin.     SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "engine/wire.h"
#include "export/vcd.h"

/* Letters that begin no value: sigrok does not know strings, and takes their names for values. */
static void write_identifier(FILE *out, uint32_t variable)
{
    static const char letters[] = "ACDEFGHIJKLMNOPQTUVWYacdefghijklmnopqtuvwy";
    do {
        putc(letters[variable % (sizeof letters - 1)], out);
        variable /= sizeof letters - 1;
    } while (variable > 0);
}

void vcd_bit(FILE *out, uint32_t variable, char value)
{
    putc(value, out);
    write_identifier(out, variable);
    putc('\n', out);
}

static void end_value(FILE *out, uint32_t variable)
{
    putc(' ', out);
    write_identifier(out, variable);
    putc('\n', out);
}

void vcd_milliamperes(FILE *out, uint32_t variable, uint32_t ua)
{
    fprintf(out, "r%" PRIu32 ".%" PRIu32, ua / 1000, ua % 1000 / 100);
    end_value(out, variable);
}

void vcd_text(FILE *out, uint32_t variable, const char *text)
{
    putc('s', out);
    for (; *text != '\0'; text++)
        putc(*text > ' ' && *text < 0x7F ? *text : '_', out);
    end_value(out, variable);
}

void vcd_pixel(FILE *out, uint32_t variable, const uint8_t *light, uint8_t channels)
{
    char text[9];
    for (uint8_t i = 0; i < channels; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", light[i]);
    vcd_text(out, variable, text);
}

/* ---- Declarations ----------------------------------------------------------------------------
 */

/* Tabs, spaces and line ends would end the name. */
static void open_scope(FILE *out, const char *name)
{
    fputs("$scope module ", out);
    for (; *name != '\0'; name++)
        putc(*name > ' ' && *name != '$' ? *name : '_', out);
    fputs(" $end\n", out);
}

static void close_scope(FILE *out)
{
    fputs("$upscope $end\n", out);
}

/* Viewers show no more than the last name, so whose it is stands there, too. */
static void declare(FILE *out, const char *type, uint32_t variable, const char *owner,
                    const char *name)
{
    fprintf(out, "$var %s %d ", type, strcmp(type, "real") == 0 ? 64 : 1);
    write_identifier(out, variable);
    fprintf(out, " %s_%s $end\n", owner, name);
}

static void declare_pixels(FILE *out, const struct scene_part *part, const struct vcd_part *own)
{
    int digits = part->pixels > 1000 ? 4 : part->pixels > 100 ? 3 : 2;
    declare(out, "event", own->first, part->name, "latch");
    declare(out, "real", own->first + 1, part->name, "mA");
    for (uint16_t i = 0; i < part->pixels; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "px%0*u", digits, i);
        declare(out, "string", own->first + 2 + i, part->name, name);
    }
}

static void declare_parts(const struct vcd *vcd, FILE *out)
{
    const struct scene *scene = vcd->export->scene;
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        open_scope(out, part->name);
        if (part->type == PART_NEOPIXEL)
            declare_pixels(out, part, &vcd->parts[i]);
        else
            declare(out, "wire", vcd->parts[i].first, part->name,
                    part->type == PART_BUTTON ? "pressed" : "lit");
        close_scope(out);
    }
}

static void declare_pins(const struct vcd *vcd, FILE *out)
{
    const struct scene *scene = vcd->export->scene;
    open_scope(out, "pins");
    for (size_t i = 0; i < scene->part_count; i++)
        if (vcd->parts[i].pin != 0)
            declare(out, "wire", vcd->parts[i].pin, "pin", scene->parts[i].pin->name);
    close_scope(out);
}

static void declare_console(const struct vcd *vcd, FILE *out)
{
    if (!vcd->any_typed)
        return;
    open_scope(out, "console");
    declare(out, "string", vcd->typed, "console", "typed");
    declare(out, "event", vcd->typed + 1, "console", "enter");
    close_scope(out);
}

static void declare_tasks(const struct vcd *vcd, FILE *out)
{
    open_scope(out, "tasks");
    for (size_t i = 0; i < vcd->tasks.count; i++) {
        const char *title = vcd->tasks.list[i].title;
        if (vcd->tasks.list[i].name == NULL)
            continue;
        open_scope(out, title);
        declare(out, "wire", vcd_task_variable(vcd, i, VCD_RUNS), title, "runs");
        declare(out, "string", vcd_task_variable(vcd, i, VCD_STATE), title, "state");
        declare(out, "string", vcd_task_variable(vcd, i, VCD_AT), title, "at");
        close_scope(out);
    }
    close_scope(out);
}

/* ---- The beginning ---------------------------------------------------------------------------
 */

static void begin_pixels(FILE *out, const struct scene_part *part, const struct vcd_part *own)
{
    static const uint8_t dark[4];
    vcd_milliamperes(out, own->first + 1, own->dark_ua);
    for (uint16_t i = 0; i < part->pixels; i++)
        vcd_pixel(out, own->first + 2 + i, dark, wire_channels(part->order));
}

static char idle_level(const struct scene_part *part)
{
    if (part->type == PART_BUTTON)
        return part->pressed_level ? '0' : '1';
    return part->type == PART_LED ? 'z' : '0';
}

static void begin_values(const struct vcd *vcd, FILE *out)
{
    const struct scene *scene = vcd->export->scene;
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        if (vcd->parts[i].pin != 0)
            vcd_bit(out, vcd->parts[i].pin, idle_level(part));
        if (part->type == PART_NEOPIXEL)
            begin_pixels(out, part, &vcd->parts[i]);
        else
            vcd_bit(out, vcd->parts[i].first, '0');
    }
    if (vcd->any_typed)
        vcd_text(out, vcd->typed, "-");
    for (size_t i = 0; i < vcd->tasks.count; i++) {
        if (vcd->tasks.list[i].name == NULL)
            continue;
        vcd_bit(out, vcd_task_variable(vcd, i, VCD_RUNS), '0');
        vcd_text(out, vcd_task_variable(vcd, i, VCD_STATE), task_state_name(TASK_NEW));
        vcd_text(out, vcd_task_variable(vcd, i, VCD_AT), "-");
    }
}

void vcd_write_header(const struct vcd *vcd, FILE *out)
{
    const struct scene *scene = vcd->export->scene;
    fputs("$version glowloop $end\n", out);
    fprintf(out, "$timescale %s $end\n", vcd_has_waveform(vcd) ? "10 ns" : "1 us");
    open_scope(out, scene->name);
    declare_pins(vcd, out);
    declare_parts(vcd, out);
    declare_console(vcd, out);
    declare_tasks(vcd, out);
    close_scope(out);
    fputs("$enddefinitions $end\n", out);
    fprintf(out, "#%" PRIu64 "\n$dumpvars\n", vcd_units(vcd, scene->cost.boot_us));
    begin_values(vcd, out);
    fputs("$end\n", out);
}
