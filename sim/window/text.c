/* text.c - words, each drawn once and kept as a texture while in use. SPDX-License-Identifier: MIT
 */
#include "window/text.h"

#include <stdlib.h>
#include <string.h>

#include "window/fonts.h"

#define WORDS_MAX 200 /* bytes of a line */
#define KEPT_MAX  192

struct kept {
    char words[WORDS_MAX];
    enum text_style style;
    uint32_t color;
    SDL_Texture *texture;
    int width;
    int height;
    uint64_t used;
};

struct text {
    SDL_Renderer *renderer;
    TTF_Font *fonts[TEXT_STYLES];
    int scale;
    uint64_t uses;
    struct kept kept[KEPT_MAX];
};

static const struct {
    enum font_face face;
    int size; /* px at the design's size */
} styles[TEXT_STYLES] = {
    [TEXT_TITLE] = {FONT_BOLD, 22},  [TEXT_BODY] = {FONT_PLAIN, 15},
    [TEXT_STRONG] = {FONT_BOLD, 15}, [TEXT_SMALL] = {FONT_PLAIN, 13},
    [TEXT_TIME] = {FONT_PLAIN, 32},  [TEXT_MONO] = {FONT_MONO, 13},
};

struct text *text_new(SDL_Renderer *renderer)
{
    struct text *text = calloc(1, sizeof *text);
    if (!text)
        return NULL;
    text->renderer = renderer;
    TTF_Font *probe = TTF_Init() == 0 ? font_open(FONT_PLAIN, 12) : NULL;
    if (probe)
        TTF_CloseFont(probe);
    else
        font_complain();
    return text;
}

void text_forget(struct text *text)
{
    for (int i = 0; i < KEPT_MAX; i++)
        if (text->kept[i].texture)
            SDL_DestroyTexture(text->kept[i].texture);
    memset(text->kept, 0, sizeof text->kept);
}

static void close_fonts(struct text *text)
{
    for (int i = 0; i < TEXT_STYLES; i++) {
        if (text->fonts[i])
            TTF_CloseFont(text->fonts[i]);
        text->fonts[i] = NULL;
    }
}

void text_free(struct text *text)
{
    if (!text)
        return;
    text_forget(text);
    close_fonts(text);
    if (TTF_WasInit())
        TTF_Quit();
    free(text);
}

void text_scale(struct text *text, int scale)
{
    if (text->scale == scale || !TTF_WasInit())
        return;
    text->scale = scale;
    text_forget(text);
    close_fonts(text);
    for (int i = 0; i < TEXT_STYLES; i++) {
        int size = styles[i].size * scale / 64;
        text->fonts[i] = font_open(styles[i].face, size < 9 ? 9 : size);
        if (text->fonts[i])
            TTF_SetFontHinting(text->fonts[i], TTF_HINTING_LIGHT);
    }
}

int text_width(struct text *text, enum text_style style, const char *words)
{
    int width = 0;
    if (!text->fonts[style] || TTF_SizeUTF8(text->fonts[style], words, &width, NULL) != 0)
        return 0;
    return width;
}

int text_height(const struct text *text, enum text_style style)
{
    if (text->fonts[style])
        return TTF_FontLineSkip(text->fonts[style]);
    return styles[style].size * text->scale / 64;
}

static SDL_Color sdl_color(uint32_t color)
{
    return (SDL_Color){(uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color, 255};
}

static void render_kept(struct text *text, struct kept *kept)
{
    SDL_Surface *surface =
        TTF_RenderUTF8_Blended(text->fonts[kept->style], kept->words, sdl_color(kept->color));
    if (!surface)
        return;
    kept->texture = SDL_CreateTextureFromSurface(text->renderer, surface);
    kept->width = surface->w;
    kept->height = surface->h;
    SDL_FreeSurface(surface);
}

/* The line's texture, made anew in place of what was used longest ago. */
static struct kept *keep(struct text *text, enum text_style style, uint32_t color,
                         const char *words)
{
    struct kept *oldest = &text->kept[0];
    for (int i = 0; i < KEPT_MAX; i++) {
        struct kept *kept = &text->kept[i];
        if (kept->texture && kept->style == style && kept->color == color &&
            strncmp(kept->words, words, WORDS_MAX - 1) == 0) {
            kept->used = ++text->uses;
            return kept;
        }
        if (kept->used < oldest->used)
            oldest = kept;
    }
    if (oldest->texture)
        SDL_DestroyTexture(oldest->texture);
    *oldest = (struct kept){.style = style, .color = color, .used = ++text->uses};
    (void)SDL_utf8strlcpy(oldest->words, words, WORDS_MAX);
    render_kept(text, oldest);
    return oldest;
}

static int aligned(enum text_align align, int x, int width)
{
    return align == TEXT_LEFT ? x : align == TEXT_CENTRE ? x - width / 2 : x - width;
}

int text_draw(struct text *text, enum text_style style, enum text_align align, int x, int y,
              uint32_t color, const char *words)
{
    if (!text->fonts[style] || !*words)
        return 0;
    struct kept *kept = keep(text, style, color, words);
    if (!kept->texture)
        return 0;
    SDL_Rect place = {aligned(align, x, kept->width), y, kept->width, kept->height};
    SDL_RenderCopy(text->renderer, kept->texture, NULL, &place);
    return kept->width;
}

int text_draw_number(struct text *text, enum text_style style, enum text_align align, int x, int y,
                     uint32_t color, const char *digits)
{
    int digit = text_width(text, style, "0");
    int mark = text_width(text, style, ":");
    int width = 0;
    for (const char *c = digits; *c; c++)
        width += *c >= '0' && *c <= '9' ? digit : mark;
    x = aligned(align, x, width);
    for (const char *c = digits; *c; c++) {
        char one[2] = {*c, '\0'};
        int cell = *c >= '0' && *c <= '9' ? digit : mark;
        (void)text_draw(text, style, TEXT_CENTRE, x + cell / 2, y, color, one);
        x += cell;
    }
    return width;
}

/* Bytes of `words` that fit into `width`, up to a space if there is one; at least one character. */
static size_t fitting(struct text *text, enum text_style style, const char *words, int width)
{
    char line[WORDS_MAX];
    size_t size = SDL_utf8strlcpy(line, words, sizeof line);
    size = strlen(line) < size ? strlen(line) : size;
    while (size && text_width(text, style, line) > width) {
        const char *space = strrchr(line, ' ');
        size_t shorter = space ? (size_t)(space - line) : size - 1;
        while (!space && shorter > 1 && ((unsigned char)line[shorter] & 0xc0) == 0x80)
            shorter--;
        if (shorter == 0)
            break;
        size = shorter;
        line[size] = '\0';
    }
    return size;
}

int text_wrap(struct text *text, enum text_style style, int x, int y, int width, uint32_t color,
              const char *words, bool measure)
{
    int lines = 0;
    while (*words) {
        char line[WORDS_MAX];
        size_t size = fitting(text, style, words, width);
        (void)SDL_strlcpy(line, words, size + 1 < sizeof line ? size + 1 : sizeof line);
        if (!measure)
            (void)text_draw(text, style, TEXT_LEFT, x, y + lines * text_height(text, style), color,
                            line);
        words += size ? size : 1;
        while (*words == ' ')
            words++;
        lines++;
    }
    return lines;
}
