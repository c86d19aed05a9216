# code.awk - rules for C: who includes whom, no heap in core, limits. SPDX-License-Identifier: MIT

function report(what)
{
    printf "%s:%d: %s\n", FILENAME, FNR, what
}

# What headers in quotes a room may have, besides those of its own folder.
function may_include(room, header)
{
    if (header !~ /\//)
        return 1
    if (room == "core/include/coop")
        return header ~ /^coop\//
    if (room == "core/include/parts")
        return header ~ /^(coop|parts)\//
    if (room == "core" || room == "core/include/programs" || room == "firmware")
        return header ~ /^(coop|parts|programs)\//
    if (room == "sim/engine")
        return header ~ /^(coop|parts|programs|engine)\//
    if (room == "sim/bake")
        return header ~ /^(coop|parts|programs|engine|bake)\//
    if (room == "sim/project")
        return header ~ /^(coop|parts|programs|engine|project)\//
    if (room == "sim/remote")
        return header ~ /^(coop|parts|programs|engine|project|remote)\//
    if (room == "sim/render")
        return header ~ /^(coop|parts|programs|render)\//
    if (room == "sim/bench")
        return header ~ /^(coop|parts|programs|engine|render|bench)\//
    if (room == "sim/export")
        return header ~ /^(coop|parts|programs|engine|render|bench|export)\//
    if (room == "sim/scenario")
        return header ~ /^(coop|parts|programs|engine|render|bench|export|scenario)\//
    if (room == "sim/host")
        return header ~ /^(coop|parts|programs|host)\//
    if (room == "sim/window")
        return header ~ /^(coop|parts|programs|engine|render|bench|export|window)\//
    if (room == "sim/cli")
        return header !~ /^firmware\//
    return 1
}

# The same for headers in angle brackets.
function may_include_system(room, header,   glowloops)
{
    if (room ~ /^core/)
        return header ~ /^(stdbool|stddef|stdint|string)\.h$/
    glowloops = "^(coop|parts|programs|engine|bake|project|remote|render|bench|export|window|" \
                "host|scenario|cli)/"
    if (header ~ glowloops)
        return 0
    if (header ~ /^(SDL2\/)?SDL/)
        return room == "sim/window" || FILENAME ~ /^tests\/window\//
    if (header == "png.h")
        return room ~ /^(sim\/(export|scenario)|tests)$/
    if (header == "gif_lib.h")
        return room ~ /^(sim\/export|tests)$/
    if (header ~ /cJSON/)
        return room ~ /^(sim\/engine|sim\/render|tests)$/
    if (header ~ /^(pico|hardware)\//)
        return room == "firmware" || FILENAME ~ /^tests\/firmware\//
    if (header ~ /^(avr|util)\//)
        return FILENAME ~ /^(firmware|tests)\/avr\//
    return 1
}

function room_of(path)
{
    if (match(path, /^core\/include\/[^\/]*/) || match(path, /^sim\/[^\/]*/) ||
        match(path, /^[^\/]*/))
        return substr(path, 1, RLENGTH)
}

# Leaves code: no comments, no texts.
function code_of(line, start, end)
{
    gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
    while (1) {
        if (inside) {
            end = index(line, "*/")
            if (!end)
                return ""
            line = substr(line, end + 2)
            inside = 0
        }
        start = index(line, "/*")
        if (!start)
            break
        end = index(substr(line, start + 2), "*/")
        if (end) {
            line = substr(line, 1, start - 1) " " substr(line, start + end + 3)
        } else {
            inside = 1
            return substr(line, 1, start - 1)
        }
    }
    sub(/\/\/.*/, "", line)
    return line
}

BEGIN {
    forbidden = "(^|[^A-Za-z0-9_])" \
                "(malloc|calloc|realloc|free|alloca|[a-z]*printf|puts|putchar) *[(]"
}

FNR == 1 {
    room = room_of(FILENAME)
    inside = 0
    comment = ""
    guard = 0
}

/^ *# *include/ {
    header = $0
    sub(/^[^"<]*["<]/, "", header)
    sub(/[">].*/, "", header)
    allowed = /</ ? may_include_system(room, header) : may_include(room, header)
    if (/\.\.\//)
        allowed = 0
    if (!allowed)
        report(room " may not include " header)
}

# A limit: the comment right above it says what it is, its range, default and cost.
/^ *\/\*/ { comment = "" }
/^ *\/?\*/ { comment = comment " " $0 }
FILENAME ~ /^core\// && /^#ifndef / {
    if (!guard) {
        guard = 1
    } else if (FILENAME !~ /\/config\.h$/) {
        report($2 ": limits belong into coop/config.h")
    } else {
        name = $2
        gsub(/[ \n*]+/, " ", comment)
        if (comment !~ ("CONFIG " name ": [^;]+; -?[0-9]+\\.\\.[0-9]+; default [0-9]+.*; costs "))
            report(name ": no `CONFIG " name ": what; from..to; default …; costs …` above it")
        else
            promised = substr(comment, match(comment, /default [0-9]+/) + 8) + 0
    }
}
FILENAME ~ /\/config\.h$/ && /^#define / && $2 == name && $3 != promised {
    report(name " is " $3 ", its CONFIG line says " promised)
}

{
    code = code_of($0)
    if (room ~ /^core/ && code ~ forbidden)
        report("core neither allocates nor prints")
    if (code !~ /^ *(#|$)/)
        comment = ""
}
