# Install.cmake - where things go.                                   SPDX-License-Identifier: MIT
include(GNUInstallDirs)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/core/include/" DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
install(TARGETS glowloop_core ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET glowloop)
    install(TARGETS glowloop RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenes"
            DESTINATION ${CMAKE_INSTALL_DATADIR}/glowloop
            FILES_MATCHING PATTERN "*.json")
endif()
