/* plan.c - plan FILE…: what happens when these tasks run.          SPDX-License-Identifier: MIT */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

static bool refuse(const char *path, unsigned line, const char *why)
{
    fprintf(stderr, "%s:%u: %s\n", path, line, why);
    return false;
}

static bool read_job(struct plan *plan, char *text, struct plan_job **job)
{
    char *end;
    unsigned long number = strtoul(text + strlen("task "), &end, 10);
    if (number >= PLAN_TASKS_MAX)
        return false;
    *job = &plan->jobs[number];
    (*job)->used = true;
    (*job)->stubborn = strstr(end, "stubborn") != NULL;
    return true;
}

static bool read_op(struct plan_job *job, char *text)
{
    if (job == NULL || job->op_count == PLAN_OPS_MAX)
        return false;
    struct plan_op *op = &job->ops[job->op_count++];
    char *word = strtok(text, " ");
    if (word == NULL || strlen(word) >= sizeof op->word)
        return false;
    memcpy(op->word, word, strlen(word) + 1);
    while ((word = strtok(NULL, " ")) != NULL) {
        if (op->arg_count == PLAN_ARGS_MAX)
            return false;
        op->args[op->arg_count++] = (uint32_t)strtoul(word, NULL, 10);
    }
    return true;
}

bool plan_read(struct plan *plan, FILE *in, const char *path)
{
    char text[256];
    struct plan_job *job = NULL;
    memset(plan, 0, sizeof *plan);
    for (unsigned line = 1; fgets(text, sizeof text, in) != NULL; line++) {
        text[strcspn(text, "#\r\n")] = '\0';
        if (strspn(text, " ") == strlen(text))
            continue;
        bool fine =
            strncmp(text, "task ", 5) == 0 ? read_job(plan, text, &job) : read_op(job, text);
        if (!fine)
            return refuse(path, line, "this is no task and no operation, or too many of them");
    }
    return plan->jobs[0].used || refuse(path, 1, "there is no task 0");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "Usage: plan FILE\n");
        return 2;
    }
    static struct plan plan;
    FILE *in = fopen(argv[1], "r");
    if (in == NULL) {
        perror(argv[1]);
        return 3;
    }
    bool fine = plan_read(&plan, in, argv[1]);
    fclose(in);
    if (!fine)
        return 2;
    plan_run(&plan);
    return fflush(stdout) == 0 ? 0 : 3;
}
