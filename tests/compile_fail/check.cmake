# check.cmake - compile one case as it is, and fixed.                SPDX-License-Identifier: MIT
# Given: COMPILER, FLAGS, INCLUDE, CASE. -O2, because only then lost locals are seen.
set(ENV{LC_ALL} C)
file(STRINGS "${CASE}" line LIMIT_COUNT 1)
if(NOT line MATCHES "^// expect( \\([A-Za-z]+\\))?: (.+)$")
    message(FATAL_ERROR "${CASE}:1: no `// expect: REGEX`")
endif()
set(expected "${CMAKE_MATCH_2}")
set(compile ${COMPILER} -std=c11 -O2 ${FLAGS} -I${INCLUDE} -c -o /dev/null ${CASE})

execute_process(COMMAND ${compile} RESULT_VARIABLE result ERROR_VARIABLE messages)
if(result EQUAL 0)
    message(FATAL_ERROR "the mistake compiles: ${CASE}\n${messages}")
endif()
if(NOT messages MATCHES "${expected}")
    message(FATAL_ERROR "it fails, but not with `${expected}`:\n${messages}")
endif()

execute_process(COMMAND ${compile} -Werror -DFIXED RESULT_VARIABLE result ERROR_VARIABLE messages)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "even without the mistake it does not compile:\n${messages}")
endif()
