# hinch.cmake - programs after Hinch's tests of his primitives.      SPDX-License-Identifier: MIT
#
# expected/NAME.out holds what his programs printed while they ran on MicroPython, without the list
# of tests before and after it. A program with a NAME.differs differs on purpose, and says why.
# Of some there is no such output: expected/NAME.documents says what the documents make one expect.
set(here "${CMAKE_CURRENT_LIST_DIR}")
foreach(name hinch_asyntest_1 hinch_asyntest_2 hinch_asyntest_3 hinch_asyntest_4 hinch_asyntest_5
             hinch_asyntest_6 hinch_asyntest_7 hinch_asyntest_8 hinch_asyntest_9 hinch_asyntest_10
             hinch_broker hinch_delay_0 hinch_delay_1 hinch_delay_2 hinch_delay_3 hinch_delay_4
             hinch_delay_5 hinch_elo hinch_encoder_stop hinch_encoder_test hinch_event_switches
             hinch_event_wait hinch_switches_btn hinch_switches_btn_dynamic hinch_switches_btn_event
             hinch_switches_btncb hinch_switches_sw hinch_switches_sw_event hinch_switches_swcb)
    glowloop_program(${name} SOURCES "${here}/${name}.c" "${here}/../support/fake_port.c"
                     LIBS glowloop_core)
    target_include_directories(${name} PRIVATE "${here}/../support")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                                             "${PROJECT_BINARY_DIR}/tests/conformance")
    add_dependencies(conformance ${name})
    glowloop_script_test(conformance.${name} LABEL conformance
                         COMMAND "${here}/check" $<TARGET_FILE:${name}>)
endforeach()
