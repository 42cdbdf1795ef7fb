# Every tests/unit/**/test_*.c is one cmocka program, named after its file.

pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

function(kith_tests folder)
  cmake_parse_arguments(TESTS "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/test_*.c)
  foreach(source IN LISTS found)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${TESTS_LINKS} PkgConfig::CMOCKA)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endforeach()
endfunction()

kith_tests(unit/base LINKS kith_base)
kith_tests(unit/engine LINKS kith_engine)
kith_tests(unit/web LINKS kith_web)
kith_tests(unit/tools LINKS kith_checks)
kith_tests(unit/cli LINKS kith_cli)
kith_tests(http LINKS kith_web)
