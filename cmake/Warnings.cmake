# Warnings.cmake - the house warnings.                               SPDX-License-Identifier: MIT
#
#   coop::warnings      what makes misuse of coroutines an error. For whoever uses coop: link it
#                       PRIVATE. tests/compile_fail shows what each line is for.
#   glowloop_warnings   that, and what the house asks of its own sources.
#   glowloop_test_warnings   the same without what Criterion's macros do not pass.

include_guard(GLOBAL)
include(CheckCCompilerFlag)

# Data-flow warnings see lost locals, but guess wrong in sanitized code.
option(COOP_FLOW_WARNINGS "Locals lost in an await are errors (not for sanitized builds)" ON)

# coop_errors(OUT GNU|Clang FLOW): the options for that kind of compiler.
function(coop_errors out id flow)
    set(errors
        -Werror=unused-result    # a forgotten await
        -Werror=return-type      # no return after the body
        -Werror=float-conversion # seconds where milliseconds are meant
        -Werror=implicit-function-declaration -Werror=int-conversion
        -Werror=incompatible-pointer-types)
    if(id STREQUAL "GNU")
        list(APPEND errors -Werror=overflow # await in an inner switch
             -Werror=jump-misses-init)      # a local that an await jumps over
        set(flow_errors -Werror=maybe-uninitialized)
        set(no_flow -Wno-maybe-uninitialized)
    else()
        list(APPEND errors -Werror=switch -Werror=literal-conversion)
        set(flow_errors -Werror=conditional-uninitialized -Werror=sometimes-uninitialized
                        -Werror=uninitialized)
        if(COOP_HAS_JUMP_MISSES_INIT)
            list(APPEND errors -Werror=jump-misses-init)
        endif()
    endif()
    if(flow)
        list(APPEND errors ${flow_errors})
    else()
        list(APPEND errors ${no_flow})
    endif()
    set(${out} ${errors} PARENT_SCOPE)
endfunction()

set(GLOWLOOP_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wvla -Wundef)

add_library(coop_warnings INTERFACE)
add_library(coop::warnings ALIAS coop_warnings)
add_library(glowloop_warnings INTERFACE)
target_link_libraries(glowloop_warnings INTERFACE coop_warnings)
add_library(glowloop_test_warnings INTERFACE)
if(CMAKE_C_COMPILER_ID MATCHES "^(GNU|.*Clang)$")
    string(REGEX REPLACE "^.*Clang$" "Clang" COOP_COMPILER "${CMAKE_C_COMPILER_ID}")
    if(COOP_COMPILER STREQUAL "Clang") # 22 and later have it
        check_c_compiler_flag(-Werror=jump-misses-init COOP_HAS_JUMP_MISSES_INIT)
    endif()
    target_compile_options(glowloop_warnings INTERFACE ${GLOWLOOP_WARNINGS})
    coop_errors(errors ${COOP_COMPILER} ${COOP_FLOW_WARNINGS})
    target_compile_options(coop_warnings INTERFACE "$<$<COMPILE_LANGUAGE:C>:${errors}>")
    set(test_warnings ${GLOWLOOP_WARNINGS} ${errors})
    list(REMOVE_ITEM test_warnings -Wconversion -Werror=conditional-uninitialized)
    target_compile_options(glowloop_test_warnings INTERFACE
        ${test_warnings} $<$<C_COMPILER_ID:GNU>:-Wno-dangling-pointer>)
    unset(test_warnings)
    unset(errors)
endif()
