# Install.cmake - where things go.                                   SPDX-License-Identifier: MIT
include(GNUInstallDirs)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/core/include/" DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")

# find_package(coop): coop::coop and coop::warnings.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/coop)
set_target_properties(glowloop_core PROPERTIES EXPORT_NAME coop OUTPUT_NAME coop)
set_target_properties(coop_warnings PROPERTIES EXPORT_NAME warnings)
install(TARGETS glowloop_core coop_warnings EXPORT coop
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} INCLUDES DESTINATION
        ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT coop NAMESPACE coop:: FILE coopConfig.cmake DESTINATION ${package})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/coopConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/coopConfigVersion.cmake" DESTINATION ${package})

# What `glowloop build` makes firmware of.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/core" "${PROJECT_SOURCE_DIR}/firmware"
                  "${PROJECT_SOURCE_DIR}/cmake"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/glowloop/source)
install(FILES "${PROJECT_SOURCE_DIR}/CMakeLists.txt"
        DESTINATION ${CMAKE_INSTALL_DATADIR}/glowloop/source)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET glowloop)
    install(TARGETS glowloop RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenes"
            DESTINATION ${CMAKE_INSTALL_DATADIR}/glowloop
            FILES_MATCHING PATTERN "*.json")
endif()
