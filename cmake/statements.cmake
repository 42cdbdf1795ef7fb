# The closed set of statements: collected from the rooms' .sql files by a program of the build.
#
# kith_statements(NAME OUT folder SCHEMA files… ROOT folder SQL paths… [ROOT2 folder SQL2 paths…]) makes the library
# NAME (all texts, the schema) and the headers that rooms include: OUT stands in its include path.

add_library(kith_collector STATIC tools/collect/tokens.c tools/collect/schema.c tools/collect/statements.c
  tools/collect/check.c tools/collect/emit.c)
target_include_directories(kith_collector PUBLIC ${CMAKE_SOURCE_DIR})
target_link_libraries(kith_collector PUBLIC kith_base)
add_executable(kith_collect tools/collect/main.c)
target_link_libraries(kith_collect PRIVATE kith_collector)

function(kith_statements name)
  cmake_parse_arguments(SET "" "OUT;ROOT;ROOT2" "SCHEMA;SQL;SQL2" ${ARGN})
  set(made ${SET_OUT}/statements.c ${SET_OUT}/statements.h ${SET_OUT}/schema.c ${SET_OUT}/schema.h)
  set(inputs ${SET_SCHEMA})
  set(arguments --out ${SET_OUT})
  foreach(file IN LISTS SET_SCHEMA)
    list(APPEND arguments --schema ${file})
  endforeach()
  foreach(part "" 2)
    if(SET_SQL${part})
      list(APPEND arguments --root ${SET_ROOT${part}})
    endif()
    foreach(file IN LISTS SET_SQL${part})
      list(APPEND arguments --sql ${file})
      list(APPEND inputs ${SET_ROOT${part}}/${file})
      if(NOT file MATCHES "postgresql[.]sql$")
        list(APPEND made ${SET_OUT}/${file}.h)
      endif()
    endforeach()
  endforeach()
  add_custom_command(OUTPUT ${made} COMMAND kith_collect ${arguments} DEPENDS kith_collect ${inputs}
    COMMENT "Collecting the statements of ${name}" VERBATIM)
  add_library(${name} STATIC ${made})
  # The texts are longer than the shortest limit of the language.
  set_source_files_properties(${SET_OUT}/statements.c ${SET_OUT}/schema.c PROPERTIES
    COMPILE_OPTIONS -Wno-overlength-strings)
  target_include_directories(${name} PUBLIC ${SET_OUT})
  target_link_libraries(${name} PUBLIC kith_base)
endfunction()

file(GLOB KITH_SCHEMA_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schema/*.sql)
file(GLOB_RECURSE KITH_SQL_FILES RELATIVE ${CMAKE_SOURCE_DIR}/src CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.sql)
list(SORT KITH_SCHEMA_FILES)
list(SORT KITH_SQL_FILES)
kith_statements(kith_statements OUT ${KITH_GENERATED} SCHEMA ${KITH_SCHEMA_FILES}
  ROOT ${CMAKE_SOURCE_DIR}/src SQL ${KITH_SQL_FILES})
