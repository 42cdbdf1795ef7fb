# One library a floor, in the order of DESIGN: a floor links only what stands under it.
# A file added to a folder is built at the next configure; no list to keep.

function(kith_floor name)
  cmake_parse_arguments(FLOOR "" "" "FOLDERS;LINKS" ${ARGN})
  set(sources)
  foreach(folder IN LISTS FLOOR_FOLDERS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.c)
    list(APPEND sources ${found})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/src/cli/main\\.c$") # the program's own; tests link the rest
  if(sources)
    add_library(kith_${name} STATIC ${sources})
    target_link_libraries(kith_${name} PUBLIC ${FLOOR_LINKS})
  else()
    add_library(kith_${name} INTERFACE)
    target_link_libraries(kith_${name} INTERFACE ${FLOOR_LINKS})
  endif()
endfunction()

kith_floor(base FOLDERS base
  LINKS PkgConfig::SODIUM PkgConfig::YAML ${UNISTRING_LIBRARY} Threads::Threads)
include(cmake/statements.cmake)
# The store is compiled against its own statements' headers. Which set is linked is the program's choice: kith_statements
# for the server and what tests it, a small one for the store's own tests.
kith_floor(store FOLDERS store LINKS kith_base PkgConfig::SQLITE PkgConfig::POSTGRES)
target_include_directories(kith_store PUBLIC $<BUILD_INTERFACE:${KITH_GENERATED}>)
add_dependencies(kith_store kith_statements)
kith_floor(engine FOLDERS engine LINKS kith_base m)
kith_floor(web FOLDERS web LINKS kith_base PkgConfig::MICROHTTPD PkgConfig::ZLIB PkgConfig::CMARK)
include(cmake/assets.cmake)
kith_floor(practice FOLDERS practice LINKS $<TARGET_NAME_IF_EXISTS:kith_store> kith_engine kith_web m)
kith_floor(care FOLDERS care LINKS kith_practice $<TARGET_NAME_IF_EXISTS:kith_statements>)
kith_floor(cli FOLDERS cli LINKS kith_care)
include(cmake/returns.cmake)

add_executable(kith src/cli/main.c)
target_link_libraries(kith PRIVATE kith_cli)
