/* plan.c - plan FILE: what happens when these tasks run.           SPDX-License-Identifier: MIT */
#include "plan.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "engine/diagnostics.h"

static const char usage[] =
    "Usage: plan FILE\n"
    "\n"
    "Runs the tasks of a plan in virtual time and prints one JSON object for each event. A plan "
    "is\n"
    "`task K` or `task K stubborn`, K from 0, task 0 the main one, followed by its operations:\n"
    "\n"
    "  work US    sleep MS    spawn K    join K    gather K…    cancel K\n"
    "  set E      clear E     wait E     timeout E MS           lock L    unlock L\n"
    "\n"
    "# begins a comment. Exit code: 0, 2 if the plan is wrong, 3 if a file cannot be read or\n"
    "written.\n";

/* What follows a word: a task, an event or a lock, a time. */
enum argument { A_TASK, A_THING, A_TIME };

struct word {
    const char *name;
    uint32_t least;
    uint32_t most;
    enum argument first;
};

static const struct word words[] = {
    {"work", 1, 1, A_TIME},
    {"sleep", 1, 1, A_TIME},
    {"spawn", 1, 1, A_TASK},
    {"join", 1, 1, A_TASK},
    {"gather", 0, PLAN_ARGS_MAX, A_TASK},
    {"cancel", 1, 1, A_TASK},
    {"set", 1, 1, A_THING},
    {"clear", 1, 1, A_THING},
    {"wait", 1, 1, A_THING},
    {"timeout", 2, 2, A_THING},
    {"lock", 1, 1, A_THING},
    {"unlock", 1, 1, A_THING},
};

#define WORDS (sizeof words / sizeof *words)

bool plan_refuse(const struct plan *plan, uint32_t line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%" PRIu32 ": error: ", plan->path, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    return false;
}

static bool refuse_file(const char *path)
{
    fprintf(stderr, "%s: error: it cannot be read: %s\n", path, strerror(errno));
    return false;
}

static const struct word *find_word(const char *name)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    return NULL;
}

static bool refuse_word(const struct plan *plan, uint32_t line, const char *name)
{
    const char *names[WORDS + 1] = {"task"};
    for (size_t i = 0; i < WORDS; i++)
        names[i + 1] = words[i].name;
    const char *near = nearest_word(name, names, WORDS + 1);
    if (near != NULL)
        return plan_refuse(plan, line, "there is no operation \"%.40s\"; did you mean \"%s\"?",
                           name, near);
    return plan_refuse(plan, line, "there is no operation \"%.40s\"; `plan --help` lists them",
                       name);
}

/* `limit` is the first number that is too large. */
static bool read_number(const struct plan *plan, uint32_t line, const char *text, uint64_t limit,
                        uint32_t *number)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0')
        return plan_refuse(plan, line, "\"%.40s\" is no whole number", text);
    if (errno != 0 || value >= limit)
        return plan_refuse(plan, line, "%.40s is too large; the largest is %" PRIu64, text,
                           limit - 1);
    *number = (uint32_t)value;
    return true;
}

static bool read_job(struct plan *plan, uint32_t line, struct plan_job **job)
{
    uint32_t number = 0;
    const char *text = strtok(NULL, " \t");
    if (text == NULL)
        return plan_refuse(plan, line, "a task has a number: \"task 0\"");
    if (!read_number(plan, line, text, PLAN_TASKS_MAX, &number))
        return false;
    const char *stubborn = strtok(NULL, " \t");
    if (stubborn != NULL && (strcmp(stubborn, "stubborn") != 0 || strtok(NULL, " \t") != NULL))
        return plan_refuse(plan, line, "behind the number there can be \"stubborn\", no more");
    *job = &plan->jobs[number];
    if ((*job)->used)
        return plan_refuse(plan, line, "there are two tasks %" PRIu32, number);
    (*job)->used = true;
    (*job)->stubborn = stubborn != NULL;
    return true;
}

static bool read_arguments(const struct plan *plan, struct plan_op *op, const struct word *word)
{
    const uint64_t limits[] = {
        [A_TASK] = PLAN_TASKS_MAX, [A_THING] = PLAN_THINGS_MAX, [A_TIME] = UINT64_C(1) << 32};
    for (const char *text; (text = strtok(NULL, " \t")) != NULL; op->arg_count++) {
        enum argument argument = op->arg_count > 0 && word->first == A_THING ? A_TIME : word->first;
        if (op->arg_count == word->most)
            return plan_refuse(plan, op->line, "%s takes %" PRIu32 " at most, \"%.40s\" is more",
                               word->name, word->most, text);
        if (!read_number(plan, op->line, text, limits[argument], &op->args[op->arg_count]))
            return false;
    }
    if (op->arg_count < word->least)
        return plan_refuse(plan, op->line, "%s takes %" PRIu32 " number%s", word->name, word->least,
                           word->least == 1 ? "" : "s");
    return true;
}

static bool read_op(struct plan *plan, uint32_t line, const char *name, struct plan_job *job)
{
    const struct word *word = find_word(name);
    if (word == NULL)
        return refuse_word(plan, line, name);
    if (job == NULL)
        return plan_refuse(plan, line, "an operation belongs to a task; begin with \"task 0\"");
    if (job->op_count == PLAN_OPS_MAX)
        return plan_refuse(plan, line, "a task has %d operations at most", PLAN_OPS_MAX);
    struct plan_op *op = &job->ops[job->op_count++];
    op->word = word->name;
    op->line = line;
    return read_arguments(plan, op, word);
}

/* Tasks that are started or awaited must be there. */
static bool check_tasks(const struct plan *plan)
{
    for (uint32_t i = 0; i < PLAN_TASKS_MAX; i++)
        for (uint32_t pc = 0; pc < plan->jobs[i].op_count; pc++) {
            const struct plan_op *op = &plan->jobs[i].ops[pc];
            for (uint32_t k = 0; find_word(op->word)->first == A_TASK && k < op->arg_count; k++)
                if (!plan->jobs[op->args[k]].used)
                    return plan_refuse(plan, op->line, "there is no task %" PRIu32, op->args[k]);
        }
    return true;
}

bool plan_read(struct plan *plan, FILE *in, const char *path)
{
    char text[512];
    struct plan_job *job = NULL;
    uint32_t line = 0;
    *plan = (struct plan){.path = path};
    while (fgets(text, sizeof text, in) != NULL) {
        line++;
        if (strchr(text, '\n') == NULL && !feof(in))
            return plan_refuse(plan, line, "a line is longer than %zu bytes", sizeof text - 2);
        text[strcspn(text, "#\r\n")] = '\0';
        const char *word = strtok(text, " \t");
        if (word == NULL)
            continue;
        bool fine =
            strcmp(word, "task") == 0 ? read_job(plan, line, &job) : read_op(plan, line, word, job);
        if (!fine)
            return false;
    }
    if (ferror(in))
        return refuse_file(path);
    return plan->jobs[0].used ? check_tasks(plan)
                              : plan_refuse(plan, line, "there is no task 0, the main one");
}

int main(int argc, char **argv)
{
    static struct plan plan;
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        fputs(usage, stdout);
        return 0;
    }
    if (argc != 2) {
        fprintf(stderr, "plan: it takes one file\n%s", usage);
        return 2;
    }
    FILE *in = fopen(argv[1], "r");
    if (in == NULL) {
        (void)refuse_file(argv[1]);
        return 3;
    }
    bool fine = plan_read(&plan, in, argv[1]);
    bool broken = ferror(in) != 0;
    fclose(in);
    if (!fine)
        return broken ? 3 : 2;
    plan_run(&plan);
    if (fflush(stdout) != 0) {
        perror("plan: its events");
        return 3;
    }
    return 0;
}
