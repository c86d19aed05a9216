/* test_report.c - what became of scenarios, for people and for machines.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "cli/test.h"
#include "engine/json_write.h"

static double seconds(uint64_t us)
{
    return (double)us / 1e6;
}

static const char *word_of(int code)
{
    if (code == EXIT_FINE)
        return "passed";
    return code == EXIT_CHECK ? "failed" : "invalid";
}

static const char *name_of(const struct outcome *outcome)
{
    return outcome->name && *outcome->name ? outcome->name : outcome->path;
}

/* ---- People ---------------------------------------------------------------------------------- */

void report_people(FILE *out, const struct outcome *outcomes, size_t count,
                   const struct tally *tally, bool quiet)
{
    for (size_t i = 0; i < count; i++) {
        const struct outcome *outcome = &outcomes[i];
        bool passed = outcome->code == EXIT_FINE;
        if (!passed || !quiet)
            fprintf(out, "%-7s %s", word_of(outcome->code), outcome->path);
        if (passed && !quiet)
            fprintf(out, ": %zu steps, %.10gs%s", outcome->steps, seconds(outcome->virtual_us),
                    outcome->updated ? ", golden files written" : "");
        if (!passed || !quiet)
            putc('\n', out);
        (void)fflush(out);
        if (outcome->text)
            fputs(outcome->text, stderr);
    }
    if (quiet && tally->passed == count)
        return;
    fprintf(out, "%zu passed, %zu failed", tally->passed, tally->failed);
    if (tally->broken)
        fprintf(out, ", %zu invalid", tally->broken);
    fprintf(out, "; %.10gs of virtual time in %.2fs\n", seconds(tally->virtual_us),
            seconds(tally->wall_us));
}

/* ---- GitHub ---------------------------------------------------------------------------------- */

/* Source: the workflow commands of GitHub's toolkit: a property has two more escapes. */
static void put_escaped(FILE *out, const char *text, bool property)
{
    for (; *text; text++) {
        bool special = *text == '%' || *text == '\r' || *text == '\n' ||
                       (property && (*text == ':' || *text == ','));
        if (special)
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            putc(*text, out);
    }
}

void report_github(FILE *out, const struct outcome *outcomes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < outcomes[i].finding_count; j++) {
            const struct finding *finding = &outcomes[i].findings[j];
            const char *path = *finding->path ? finding->path : outcomes[i].path;
            fputs("::error file=", out);
            put_escaped(out, path, true);
            if (*finding->path)
                fprintf(out, ",line=%zu,col=%zu", finding->line, finding->column);
            fputs(",title=", out);
            put_escaped(out, name_of(&outcomes[i]), true);
            fputs("::", out);
            put_escaped(out, finding->message, false);
            fputs("%0A", out);
            put_escaped(out, finding->notes, false);
            putc('\n', out);
        }
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void write_findings(struct json_writer *json, const struct outcome *outcome)
{
    json_open(json, "errors", '[');
    for (size_t i = 0; i < outcome->finding_count; i++) {
        const struct finding *finding = &outcome->findings[i];
        json_open(json, NULL, '{');
        json_text(json, "file", *finding->path ? finding->path : outcome->path);
        json_number(json, "line", (double)finding->line);
        json_number(json, "column", (double)finding->column);
        json_text(json, "message", finding->message);
        json_text(json, "notes", finding->notes);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void report_json(FILE *out, const struct outcome *outcomes, size_t count, const struct tally *tally)
{
    struct json_writer json = {.out = out};
    json_open(&json, NULL, '{');
    json_number(&json, "passed", (double)tally->passed);
    json_number(&json, "failed", (double)tally->failed);
    json_number(&json, "invalid", (double)tally->broken);
    json_open(&json, "scenarios", '[');
    for (size_t i = 0; i < count; i++) {
        const struct outcome *outcome = &outcomes[i];
        json_open(&json, NULL, '{');
        json_text(&json, "file", outcome->path);
        json_text(&json, "name", name_of(outcome));
        json_text(&json, "result", word_of(outcome->code));
        json_number(&json, "steps_done", (double)outcome->steps);
        json_number(&json, "steps", (double)outcome->step_count);
        json_number(&json, "virtual_us", (double)outcome->virtual_us);
        write_findings(&json, outcome);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
}

/* ---- JUnit ----------------------------------------------------------------------------------- */

static void put_xml(FILE *out, const char *text)
{
    static const char *const names[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\n'] = "&#10;"};
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < sizeof names / sizeof *names && names[c])
            fputs(names[c], out);
        else if (c >= 0x20)
            putc(c, out);
    }
}

static void put_attribute(FILE *out, const char *name, const char *text)
{
    fprintf(out, " %s=\"", name);
    put_xml(out, text);
    putc('"', out);
}

static void junit_problem(FILE *out, const struct outcome *outcome)
{
    const char *element = outcome->code == EXIT_CHECK ? "failure" : "error";
    for (size_t i = 0; i < outcome->finding_count; i++) {
        const struct finding *finding = &outcome->findings[i];
        fprintf(out, "      <%s", element);
        put_attribute(out, "message", finding->message);
        put_attribute(out, "type", word_of(outcome->code));
        putc('>', out);
        put_xml(out, *finding->path ? finding->path : outcome->path);
        fprintf(out, ":%zu:%zu: ", finding->line, finding->column);
        put_xml(out, finding->message);
        fputs("&#10;", out);
        put_xml(out, finding->notes);
        fprintf(out, "</%s>\n", element);
        if (outcome->code == EXIT_CHECK)
            return; /* a case has one failure */
    }
}

static void junit_case(FILE *out, const struct outcome *outcome)
{
    fputs("    <testcase", out);
    put_attribute(out, "name", name_of(outcome));
    put_attribute(out, "classname", outcome->path);
    fprintf(out, " time=\"%.3f\"", seconds(outcome->wall_us));
    if (outcome->code == EXIT_FINE) {
        fputs("/>\n", out);
        return;
    }
    fputs(">\n", out);
    junit_problem(out, outcome);
    fputs("    </testcase>\n", out);
}

void report_junit(FILE *out, const struct outcome *outcomes, size_t count,
                  const struct tally *tally)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", out);
    fprintf(out,
            "  <testsuite name=\"glowloop\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
            "time=\"%.3f\">\n",
            count, tally->failed, tally->broken, seconds(tally->wall_us));
    fprintf(out,
            "    <properties>\n      <property name=\"virtual_us\" value=\"%" PRIu64
            "\"/>\n    </properties>\n",
            tally->virtual_us);
    for (size_t i = 0; i < count; i++)
        junit_case(out, &outcomes[i]);
    fputs("  </testsuite>\n</testsuites>\n", out);
}
