/* text.c - words, of glyphs that are drawn once and kept as masks.   SPDX-License-Identifier: MIT
 */
#include "window/text.h"

#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

#include "engine/utf8.h"
#include "window/fonts.h"
#include "window/letters.h"

#define LINE_MAX   200 /* bytes of a wrapped line */
#define GLYPHS_MAX 1024
#define GLYPHS_FEW (GLYPHS_MAX * 3 / 4)

struct glyph {
    uint32_t character;
    uint8_t style;
    bool known;
    int left; /* of the mask, from where the glyph begins */
    int width;
    int height;
    int advance;
    uint8_t *mask; /* NULL: nothing to see */
};

struct text {
    struct frame *frame;
    TTF_Font *fonts[TEXT_STYLES]; /* NULL: letters_mask() draws */
    int scale;
    int count; /* of known glyphs */
    SDL_Rect bounds;
    void (*cut)(void *context, const char *words);
    void *cut_context;
    struct glyph glyphs[GLYPHS_MAX];
};

static const struct {
    enum font_face face;
    int size; /* px at the design's size */
} styles[TEXT_STYLES] = {
    [TEXT_TITLE] = {FONT_BOLD, 20},  [TEXT_BODY] = {FONT_PLAIN, 15},
    [TEXT_STRONG] = {FONT_BOLD, 14}, [TEXT_SMALL] = {FONT_PLAIN, 13},
    [TEXT_TINY] = {FONT_PLAIN, 11},  [TEXT_TIME] = {FONT_PLAIN, 28},
    [TEXT_MONO] = {FONT_MONO, 12},
};

struct text *text_new(struct frame *frame)
{
    struct text *text = calloc(1, sizeof *text);
    if (!text)
        return NULL;
    text->frame = frame;
    TTF_Font *probe = TTF_Init() == 0 ? font_open(FONT_PLAIN, 12) : NULL;
    font_complain(!probe);
    if (probe)
        TTF_CloseFont(probe);
    return text;
}

void text_watch(struct text *text, void (*cut)(void *context, const char *words), void *context)
{
    text->cut = cut;
    text->cut_context = context;
}

void text_bounds(struct text *text, SDL_Rect bounds)
{
    text->bounds = bounds;
}

static void tell_cut(const struct text *text, const char *words)
{
    if (text->cut)
        text->cut(text->cut_context, words);
}

static void forget(struct text *text)
{
    for (int i = 0; i < GLYPHS_MAX; i++)
        free(text->glyphs[i].mask);
    memset(text->glyphs, 0, sizeof text->glyphs);
    text->count = 0;
}

static void close_fonts(struct text *text)
{
    for (int i = 0; i < TEXT_STYLES; i++)
        if (text->fonts[i])
            TTF_CloseFont(text->fonts[i]);
    memset(text->fonts, 0, sizeof text->fonts);
}

void text_free(struct text *text)
{
    if (!text)
        return;
    forget(text);
    close_fonts(text);
    if (TTF_WasInit())
        TTF_Quit();
    free(text);
}

static int size_of(const struct text *text, enum text_style style)
{
    int size = styles[style].size * text->scale / 64;
    return size < 6 ? 6 : size;
}

void text_scale(struct text *text, int scale)
{
    if (text->scale == scale)
        return;
    forget(text);
    close_fonts(text);
    text->scale = scale;
    for (int i = 0; TTF_WasInit() && i < TEXT_STYLES; i++)
        text->fonts[i] = font_open(styles[i].face, size_of(text, (enum text_style)i));
}

/* ---- Glyphs --------------------------------------------------------------------------------- */

static void keep_mask(struct glyph *glyph, const SDL_Surface *surface)
{
    glyph->width = surface->w;
    glyph->height = surface->h;
    glyph->mask = malloc((size_t)surface->w * (size_t)surface->h + 1);
    for (int row = 0; glyph->mask && row < surface->h; row++) {
        const uint8_t *line = (const uint8_t *)surface->pixels + row * surface->pitch;
        for (int i = 0; i < surface->w; i++)
            glyph->mask[row * surface->w + i] =
                (uint8_t)(((const uint32_t *)(const void *)line)[i] >> 24);
    }
}

static void make_letter(const struct text *text, struct glyph *glyph)
{
    enum text_style style = (enum text_style)glyph->style;
    int size = size_of(text, style);
    glyph->mask = letters_mask(glyph->character, size, styles[style].face == FONT_BOLD);
    glyph->width = glyph->advance = letters_advance(size);
    glyph->height = letters_height(size);
}

static void make_glyph(struct text *text, struct glyph *glyph, enum text_style style,
                       uint32_t character)
{
    int left = 0;
    *glyph = (struct glyph){.character = character, .style = (uint8_t)style, .known = true};
    text->count++;
    if (!text->fonts[style]) {
        make_letter(text, glyph);
        return;
    }
    (void)TTF_GlyphMetrics32(text->fonts[style], character, &left, NULL, NULL, NULL,
                             &glyph->advance);
    glyph->left = left < 0 ? left : 0;
    SDL_Surface *surface =
        TTF_RenderGlyph32_Blended(text->fonts[style], character, (SDL_Color){255, 255, 255, 255});
    if (surface)
        keep_mask(glyph, surface);
    SDL_FreeSurface(surface);
}

static const struct glyph *glyph_of(struct text *text, enum text_style style, uint32_t character)
{
    uint32_t place = (character * 31 + (uint32_t)style * 131) % GLYPHS_MAX;
    struct glyph *glyph = &text->glyphs[place];
    while (glyph->known && (glyph->character != character || glyph->style != style))
        glyph = &text->glyphs[++place % GLYPHS_MAX];
    if (glyph->known)
        return glyph;
    if (text->count == GLYPHS_FEW) {
        forget(text);
        return glyph_of(text, style, character);
    }
    make_glyph(text, glyph, style, character);
    return glyph;
}

/* The next character of `words`, which moves on. What is no UTF-8 is one byte each. */
static uint32_t next_character(const char **words)
{
    const unsigned char *bytes = (const unsigned char *)*words;
    static const uint8_t masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    size_t size = 1;
    bool valid = utf8_valid(*words, strlen(*words), &size);
    *words += valid ? size : 1;
    if (!valid)
        return 0xfffd;
    uint32_t character = bytes[0] & masks[size];
    for (size_t i = 1; i < size; i++)
        character = character << 6 | (bytes[i] & 0x3fu);
    return character;
}

/* ---- Lines ---------------------------------------------------------------------------------- */

int text_height(const struct text *text, enum text_style style)
{
    if (text->fonts[style])
        return TTF_FontLineSkip(text->fonts[style]);
    return letters_height(size_of(text, style));
}

int text_width(struct text *text, enum text_style style, const char *words)
{
    int width = 0;
    while (*words)
        width += glyph_of(text, style, next_character(&words))->advance;
    return width;
}

size_t text_fitting(struct text *text, enum text_style style, const char *words, int width)
{
    const char *c = words;
    while (*c) {
        const char *next = c;
        width -= glyph_of(text, style, next_character(&next))->advance;
        if (width < 0)
            return (size_t)(c - words);
        c = next;
    }
    return strlen(words);
}

/* Below the line there are few strokes, which may be lost. */
static bool beyond(const struct text *text, enum text_style style, int from, int to, int y)
{
    const SDL_Rect *bounds = &text->bounds;
    return from < bounds->x || to > bounds->x + bounds->w || y < bounds->y ||
           y + text_height(text, style) * 3 / 4 > bounds->y + bounds->h;
}

int text_draw(struct text *text, enum text_style style, enum text_align align, int x, int y,
              uint32_t color, const char *words)
{
    const char *begun = words;
    int begin = x;
    if (align != TEXT_LEFT)
        begin -= text_width(text, style, words) / (align == TEXT_CENTRE ? 2 : 1);
    x = begin;
    while (*words) {
        const struct glyph *glyph = glyph_of(text, style, next_character(&words));
        if (glyph->mask)
            draw_mask(text->frame, x + glyph->left, y, glyph->mask, glyph->width, glyph->height,
                      color);
        x += glyph->advance;
    }
    if (text->cut && x > begin && beyond(text, style, begin, x, y))
        tell_cut(text, begun);
    return x - begin;
}

int text_draw_within(struct text *text, enum text_style style, int x, int y, int width,
                     uint32_t color, const char *words)
{
    if (words[text_fitting(text, style, words, width)])
        tell_cut(text, words);
    return text_draw_beginning(text, style, x, y, width, color, words);
}

int text_draw_beginning(struct text *text, enum text_style style, int x, int y, int width,
                        uint32_t color, const char *words)
{
    char line[LINE_MAX + 4];
    size_t size = text_fitting(text, style, words, width);
    if (words[size] == '\0')
        return text_draw(text, style, TEXT_LEFT, x, y, color, words);
    size = text_fitting(text, style, words, width - text_width(text, style, "…"));
    size = size > LINE_MAX ? LINE_MAX : size;
    memcpy(line, words, size);
    memcpy(line + size, "…", 4);
    return text_draw(text, style, TEXT_LEFT, x, y, color, size ? line : "");
}

/* Bytes of `words` that fit into `width`, up to a space if there is one; at least one character. */
static size_t line_size(struct text *text, enum text_style style, const char *words, int width)
{
    size_t size = text_fitting(text, style, words, width);
    size = size >= LINE_MAX ? LINE_MAX - 1 : size;
    if (words[size] == '\0')
        return size;
    for (size_t space = size; space > 0; space--)
        if (words[space] == ' ')
            return space;
    const char *next = words;
    if (size == 0)
        (void)next_character(&next);
    return size ? size : (size_t)(next - words);
}

int text_wrap(struct text *text, enum text_style style, int x, int y, int width, uint32_t color,
              const char *words, bool measure)
{
    int lines = 0;
    while (*words) {
        char line[LINE_MAX];
        size_t size = line_size(text, style, words, width);
        memcpy(line, words, size);
        line[size] = '\0';
        if (!measure)
            (void)text_draw(text, style, TEXT_LEFT, x, y + lines * text_height(text, style), color,
                            line);
        words += size;
        while (*words == ' ')
            words++;
        lines++;
    }
    return lines;
}
