/* film_mp4.c - pictures as an MP4, by ffmpeg.                      SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/film_internal.h"

#define EXIT_NOT_FOUND 127 /* as a shell has it */

struct mp4 {
    FILE *pipe; /* to ffmpeg */
    pid_t process;
    uint8_t *rgb;
    bool refused; /* it reads no more; when it has ended, its status tells why */
};

/* One thread, and nothing about versions or times in the file: the same film is the same bytes. */
static void become_ffmpeg(const struct film *film, int input)
{
    char size[32], fps[16];
    (void)snprintf(size, sizeof size, "%dx%d", (int)film->options.width, (int)film->options.height);
    (void)snprintf(fps, sizeof fps, "%u", (unsigned)film->options.fps);
    if (dup2(input, STDIN_FILENO) < 0)
        _exit(EXIT_NOT_FOUND);
    (void)close(input);
    execlp("ffmpeg", "ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
           "-s", size, "-r", fps, "-i", "-", "-c:v", "libx264", "-crf", "16", "-pix_fmt", "yuv420p",
           "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
           "-movflags", "+faststart", "-f", "mp4", film->part, (char *)NULL);
    _exit(EXIT_NOT_FOUND);
}

static void begin(struct film *film)
{
    int ends[2] = {-1, -1};
    struct mp4 *mp4 = film->state = calloc(1, sizeof *mp4);
    if (mp4 != NULL)
        mp4->rgb = malloc((size_t)film->options.width * (size_t)film->options.height * 3);
    if (mp4 == NULL || mp4->rgb == NULL)
        return film_fail(film, "out of memory");
    if (pipe(ends) != 0)
        return film_fail(film, strerror(errno));
    (void)signal(SIGPIPE, SIG_IGN); /* an ffmpeg that ends early is an error like others */
    mp4->process = fork();
    if (mp4->process == 0) {
        (void)close(ends[1]);
        become_ffmpeg(film, ends[0]);
    }
    (void)close(ends[0]);
    if (mp4->process > 0)
        mp4->pipe = fdopen(ends[1], "wb");
    if (mp4->pipe != NULL)
        return;
    film_fail(film, strerror(errno));
    (void)close(ends[1]);
}

static void add(struct film *film, const struct render_picture *picture, uint64_t until_us)
{
    struct mp4 *mp4 = film->state;
    if (mp4->refused)
        return;
    size_t count = (size_t)picture->width * (size_t)picture->height;
    (void)until_us; /* pictures come at the film's own pace */
    film_bytes(picture, mp4->rgb);
    mp4->refused = fwrite(mp4->rgb, 3, count, mp4->pipe) != count;
}

static void tell_ffmpeg(struct film *film, int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return;
    bool missing = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND;
    film_fail(film, missing ? "ffmpeg, which makes MP4 files, is not installed; a GIF needs none"
                            : "ffmpeg failed; what it said stands above");
}

static void end(struct film *film)
{
    struct mp4 *mp4 = film->state;
    int status = 0;
    if (mp4 == NULL)
        return;
    bool arrived = mp4->pipe == NULL || (fclose(mp4->pipe) == 0 && !mp4->refused);
    if (mp4->process > 0 && waitpid(mp4->process, &status, 0) == mp4->process)
        tell_ffmpeg(film, status);
    if (!arrived)
        film_fail(film, "ffmpeg took no more");
    free(mp4->rgb);
    free(mp4);
}

const struct film_writer film_mp4 = {".mp4", true, begin, add, end};
