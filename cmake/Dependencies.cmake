# Dependencies.cmake - what others have written, and how to get it.  SPDX-License-Identifier: MIT
#
# Each becomes one imported target: cJSON::cJSON, SDL2::SDL2, SDL2_ttf::SDL2_ttf, PNG::PNG,
# GIF::GIF and Criterion::Criterion. pkg-config is asked first, the default paths after it.

include_guard(GLOBAL)
find_package(PkgConfig QUIET)

# glowloop_find(TARGET PKG module HEADER file.h LIBRARY name
#               DEBIAN … FEDORA … ARCH … MACOS … [OPTIONAL])
# Sets TARGET_FOUND of its caller. What is missing stops the configuration, unless OPTIONAL.
function(glowloop_find name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "OPTIONAL"
                          "PKG;HEADER;LIBRARY;DEBIAN;FEDORA;ARCH;MACOS" "")
    if(PKG_CONFIG_FOUND)
        pkg_check_modules(${name} QUIET IMPORTED_TARGET GLOBAL ${arg_PKG})
    endif()
    if(TARGET PkgConfig::${name})
        set(found PkgConfig::${name})
    else()
        find_path(${name}_INCLUDE_DIR ${arg_HEADER} PATH_SUFFIXES SDL2)
        find_library(${name}_LIBRARY ${arg_LIBRARY})
        mark_as_advanced(${name}_INCLUDE_DIR ${name}_LIBRARY)
        if(${name}_INCLUDE_DIR AND ${name}_LIBRARY)
            set(found ${${name}_LIBRARY})
        endif()
    endif()

    set(${name}_FOUND FALSE PARENT_SCOPE)
    if(found)
        set(${name}_FOUND TRUE PARENT_SCOPE)
        if(NOT TARGET ${name}::${name})
            add_library(${name}::${name} INTERFACE IMPORTED GLOBAL)
            target_link_libraries(${name}::${name} INTERFACE ${found})
            if(${name}_INCLUDE_DIR)
                target_include_directories(${name}::${name} INTERFACE ${${name}_INCLUDE_DIR})
            endif()
        endif()
        return()
    endif()
    set(how "${name} is missing (${arg_HEADER}). To install it:\n"
            "  Debian, Ubuntu:  apt install ${arg_DEBIAN}\n"
            "  Fedora:          dnf install ${arg_FEDORA}\n"
            "  Arch:            pacman -S ${arg_ARCH}\n"
            "  macOS:           brew install ${arg_MACOS}")
    list(JOIN how "" how)
    if(arg_OPTIONAL)
        message(STATUS "${how}")
    else()
        message(FATAL_ERROR "${how}")
    endif()
endfunction()

macro(glowloop_find_cjson)
    glowloop_find(cJSON PKG libcjson HEADER cjson/cJSON.h LIBRARY cjson
                  DEBIAN libcjson-dev FEDORA cjson-devel ARCH cjson MACOS cjson)
endmacro()

# What pictures are written with.
macro(glowloop_find_pictures)
    glowloop_find(PNG PKG libpng HEADER png.h LIBRARY png
                  DEBIAN libpng-dev FEDORA libpng-devel ARCH libpng MACOS libpng)
    glowloop_find(GIF PKG giflib HEADER gif_lib.h LIBRARY gif
                  DEBIAN libgif-dev FEDORA giflib-devel ARCH giflib MACOS giflib)
endmacro()

# Both, or no window: GLOWLOOP_HAS_WINDOW.
macro(glowloop_find_window)
    glowloop_find(SDL2 OPTIONAL PKG sdl2 HEADER SDL.h LIBRARY SDL2
                  DEBIAN libsdl2-dev FEDORA SDL2-devel ARCH sdl2 MACOS sdl2)
    glowloop_find(SDL2_ttf OPTIONAL PKG SDL2_ttf HEADER SDL_ttf.h LIBRARY SDL2_ttf
                  DEBIAN libsdl2-ttf-dev FEDORA SDL2_ttf-devel ARCH sdl2_ttf MACOS sdl2_ttf)
    if(SDL2_FOUND AND SDL2_ttf_FOUND)
        set(GLOWLOOP_HAS_WINDOW TRUE)
    else()
        set(GLOWLOOP_HAS_WINDOW FALSE)
    endif()
endmacro()

macro(glowloop_find_criterion)
    glowloop_find(Criterion PKG criterion HEADER criterion/criterion.h LIBRARY criterion
                  DEBIAN libcriterion-dev FEDORA criterion-devel ARCH "criterion (from the AUR)"
                  MACOS criterion)
endmacro()
