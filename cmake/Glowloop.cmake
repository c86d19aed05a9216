# Glowloop.cmake - how every target of the project is made.          SPDX-License-Identifier: MIT
#
#   glowloop_library(NAME SOURCES a.c … [LIBS x …])
#       A static library. Its public include directory is core/include for what lies in core/, and
#       sim/ for what lies in sim/.
#   glowloop_program(NAME SOURCES a.c … [LIBS x …])
#   glowloop_loads_programs(NAME)
#       What is loaded into that program finds all of core there.
#   glowloop_test(NAME SOURCES a.c … [LIBS x …] LABEL core|parts|sim|… [TIMEOUT seconds])
#       A Criterion program and its ctest entry, run from the top of the source tree.
#   glowloop_script_test(NAME LABEL … COMMAND … [TIMEOUT seconds])
#       A ctest entry that is no program of ours.

include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/Warnings.cmake)

# What all targets share. __FILE__ is made relative, so that neither programs nor traces depend on
# where the source lies.
function(glowloop_target_ name warnings)
    target_compile_features(${name} PRIVATE c_std_11)
    set_target_properties(${name} PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON
                                             C_EXTENSIONS OFF)
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:${warnings}>)
    if(CMAKE_C_COMPILER_ID MATCHES "Clang" OR
       (CMAKE_C_COMPILER_ID STREQUAL "GNU" AND CMAKE_C_COMPILER_VERSION VERSION_GREATER_EQUAL 8))
        target_compile_options(${name} PRIVATE "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
    endif()
endfunction()

function(glowloop_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_library(${name} STATIC ${arg_SOURCES})
    glowloop_target_(${name} glowloop_warnings)
    cmake_path(IS_PREFIX PROJECT_SOURCE_DIR "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE inside)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}"
               OUTPUT_VARIABLE room)
    if(inside AND room MATCHES "^core(/|$)")
        set(include "${PROJECT_SOURCE_DIR}/core/include")
    else()
        set(include "${PROJECT_SOURCE_DIR}/sim")
    endif()
    target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${include}>")
    target_link_libraries(${name} PUBLIC ${arg_LIBS})
endfunction()

function(glowloop_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    glowloop_target_(${name} glowloop_warnings)
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
endfunction()

# A program that loads others' code, which finds core in it: it has all of core, and shows it.
function(glowloop_loads_programs name)
    set_target_properties(${name} PROPERTIES ENABLE_EXPORTS ON
                                             LINK_LIBRARY_OVERRIDE_glowloop_core WHOLE_ARCHIVE)
endfunction()

function(glowloop_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    glowloop_target_(${name} glowloop_test_warnings)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests"
                                               "${PROJECT_SOURCE_DIR}/tests/support")
    target_compile_definitions(${name} PRIVATE _POSIX_C_SOURCE=200809L)
    target_link_libraries(${name} PRIVATE ${arg_LIBS} Criterion::Criterion)
    glowloop_script_test(${name} LABEL ${arg_LABEL} TIMEOUT ${arg_TIMEOUT} COMMAND ${name})
endfunction()

function(glowloop_script_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "COMMAND")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL}" TIMEOUT ${arg_TIMEOUT}
                                            SKIP_RETURN_CODE 77)
endfunction()
