/* fonts.c - where fonts are on the systems that we know.            SPDX-License-Identifier: MIT */
#include "window/fonts.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_SIZE 512

static const char *const directories[] = {
    "/usr/share/fonts/truetype/dejavu",   /* Debian, Ubuntu */
    "/usr/share/fonts/dejavu-sans-fonts", /* Fedora */
    "/usr/share/fonts/dejavu-sans-mono-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF", /* Arch */
    "/usr/local/share/fonts/dejavu",
    "/usr/local/share/fonts",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "/System/Library/Fonts",
};

/* By preference; all have the signs that the window draws. */
static const char *const names[FONT_FACES][4] = {
    [FONT_PLAIN] = {"DejaVuSans.ttf", "Arial Unicode.ttf", "Arial.ttf", NULL},
    [FONT_BOLD] = {"DejaVuSans-Bold.ttf", "Arial Bold.ttf", "DejaVuSans.ttf", NULL},
    [FONT_MONO] = {"DejaVuSansMono.ttf", "Menlo.ttc", "DejaVuSans.ttf", NULL},
};

static TTF_Font *open_in(const char *directory, const char *name, int size)
{
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof path, "%s/%s", directory, name);
    return length > 0 && length < PATH_SIZE ? TTF_OpenFont(path, size) : NULL;
}

static TTF_Font *search(const char *name, int size)
{
    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
        TTF_Font *font = open_in(directories[i], name, size);
        if (font)
            return font;
    }
    return NULL;
}

/* What $GLOWLOOP_FONT says instead of a file. */
static bool own_letters(const char *chosen)
{
    return chosen && strcmp(chosen, "none") == 0;
}

TTF_Font *font_open(enum font_face face, int size)
{
    const char *chosen = getenv("GLOWLOOP_FONT");
    if (own_letters(chosen))
        return NULL;
    if (chosen && *chosen) {
        TTF_Font *font = TTF_OpenFont(chosen, size);
        if (font)
            return font;
    }
    for (const char *const *name = names[face]; *name; name++) {
        TTF_Font *font = search(*name, size);
        if (font)
            return font;
    }
    return NULL;
}

void font_complain(bool none)
{
    const char *chosen = getenv("GLOWLOOP_FONT");
    if (own_letters(chosen))
        return;
    TTF_Font *font = chosen && *chosen ? TTF_OpenFont(chosen, 12) : NULL;
    if (chosen && *chosen && !font)
        fprintf(stderr, "glowloop: GLOWLOOP_FONT=%s cannot be used: %s\n", chosen, TTF_GetError());
    if (font)
        TTF_CloseFont(font);
    if (none)
        fprintf(stderr,
                "glowloop: no font was found, so words have plain letters. Install DejaVu: "
                "fonts-dejavu-core (Debian, Ubuntu), dejavu-sans-fonts (Fedora), ttf-dejavu "
                "(Arch), font-dejavu (Homebrew); or set GLOWLOOP_FONT to a .ttf file\n");
}
