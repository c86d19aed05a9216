/* test_json_write.c - texts of JSON.                               SPDX-License-Identifier: MIT */
#include "engine/json_write.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void expect_quoted(const char *text, const char *expected)
{
    char *written = NULL;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    json_quote(out, text);
    fclose(out);
    cr_assert_str_eq(written, expected);
    free(written);
}

Test(json_write, what_json_reserves_is_escaped)
{
    expect_quoted("", "\"\"");
    expect_quoted("a \"b\" \\ /", "\"a \\\"b\\\" \\\\ /\"");
    expect_quoted("a\nb\tc\x1b\x7f", "\"a\\nb\\u0009c\\u001b\\u007f\"");
}

Test(json_write, utf8_stays_and_what_is_none_is_replaced)
{
    expect_quoted("Grüße 💡", "\"Grüße 💡\"");
    expect_quoted("a\xff"
                  "b\xc3",
                  "\"a\\ufffdb\\ufffd\"");
    expect_quoted("\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\"");
}
