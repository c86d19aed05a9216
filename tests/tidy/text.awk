# text.awk - rules for every text file.                              SPDX-License-Identifier: MIT

function report(line, what)
{
    printf "%s:%d: %s\n", file, line, what
}

# mawk's strings are bytes: leave out those that continue a character.
function columns(text)
{
    gsub(/[\200-\277]/, "", text)
    return length(text)
}

function limit_of(name)
{
    if (name ~ /^core\/include\/.*\.h$/)
        return 200
    if (name ~ /\.[ch]$/)
        return 500
    return name == "README.md" ? 119 : 0
}

function finish_file()
{
    if (file == "")
        return
    if (limit_of(file) && lines > limit_of(file))
        report(lines, "the file has " lines " lines, the limit is " limit_of(file))
    if (!licensed && needs_licence)
        report(1, "no SPDX-License-Identifier: MIT in its first lines")
}

FNR == 1 {
    finish_file()
    file = FILENAME
    sub(/^\.\//, "", file)
    licensed = 0
    is_code = file ~ /\.[ch]$/
    needs_licence = file !~ /\.(md|json)$|CMakeLists\.txt$/
    base = file
    sub(/.*\//, "", base)
    head = 1
}

# The case of a test may say first what it expects.
is_code && FNR == head && /^\/\/ expect/ { head = 2; next }
is_code && FNR == head && index($0, "/* " base " - ") != 1 {
    report(FNR, "a file begins with `/* " base " - what it is`")
}

FNR <= 4 && /SPDX-License-Identifier: MIT/ { licensed = 1 }
{ lines = FNR }
/\t/ { report(FNR, "a tab") }
/[ \r]$/ { report(FNR, "a space at the end of the line") }
file !~ /\.(md|json)$/ && columns($0) > 100 {
    report(FNR, columns($0) " columns, the limit is 100")
}
/(^|[^A-Za-z(|])(TODO|FIXME|XXX)([^A-Za-z|]|$)/ { report(FNR, "what is left to do is an issue") }
/(^|[^A-Za-z0-9_.])\/(home|root|Users)\// { report(FNR, "a path of somebody's machine") }
/registry\.npmjs|pypi\.org|crates\.io|deb\.debian\.org|proxy\.golang/ {
    report(FNR, "the host of a package registry")
}

END { finish_file() }
