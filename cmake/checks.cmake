# The house checks: what may include what, and how code looks. A broken floor fails the build of the test presets.

add_library(kith_checks STATIC tools/source_files.c tools/floor_rules.c tools/style_rules.c)
target_link_libraries(kith_checks PUBLIC kith_base)
target_include_directories(kith_checks PUBLIC ${CMAKE_SOURCE_DIR})

foreach(check IN ITEMS check_floors check_style)
  add_executable(${check} tools/${check}.c)
  target_link_libraries(${check} PRIVATE kith_checks)
endforeach()

add_custom_target(floors ALL
  COMMAND check_floors ${CMAKE_SOURCE_DIR}
  COMMENT "Floors of the house")
