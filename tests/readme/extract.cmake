# extract.cmake - the C code of README, as a file.                   SPDX-License-Identifier: MIT
# Given: README, OUT. Semicolons would split CMake's lists, so the text stays in one piece.
file(READ "${README}" text)
string(FIND "${text}" "\n```c\n" begin)
if(begin EQUAL -1)
    message(FATAL_ERROR "README has no block of C")
endif()
math(EXPR begin "${begin} + 6")
string(SUBSTRING "${text}" ${begin} -1 text)
string(FIND "${text}" "\n```" end)
string(SUBSTRING "${text}" 0 ${end} text)
file(WRITE "${OUT}" "${text}\n")
