# Every tests/unit/**/test_*.c is one cmocka program, named after its file. The target tests_unit_web builds those of a folder.

pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

function(kith_tests folder)
  cmake_parse_arguments(TESTS "" "" "LINKS" ${ARGN})
  string(REPLACE "/" "_" programs tests_${folder})
  add_custom_target(${programs})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/test_*.c)
  foreach(source IN LISTS found)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${TESTS_LINKS} PkgConfig::CMOCKA)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    add_dependencies(${programs} ${name})
  endforeach()
endfunction()

kith_tests(unit/base LINKS kith_base)
add_library(kith_charging_test STATIC tests/charging_test.c)
target_include_directories(kith_charging_test PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(kith_charging_test PUBLIC kith_engine)
kith_tests(unit/engine LINKS kith_engine kith_charging_test)
kith_tests(unit/web LINKS kith_web)
kith_tests(unit/tools LINKS kith_checks)
kith_tests(unit/cli LINKS kith_cli)
kith_tests(http LINKS kith_web)

# The store's own tests know a small schema; tests of rooms link kith_store_test with kith_statements instead.
include(cmake/fixture.cmake)
add_library(kith_store_test STATIC tests/store_test.c)
target_include_directories(kith_store_test PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(kith_store_test PUBLIC kith_store PkgConfig::CMOCKA)
add_library(kith_fixture_test INTERFACE)
target_link_libraries(kith_fixture_test INTERFACE kith_store_test kith_store kith_fixture_statements kith_collector)
kith_tests(unit/store LINKS kith_fixture_test)
include(cmake/fuzz.cmake)
kith_tests(unit/practice LINKS kith_practice)
kith_tests(unit/statements LINKS kith_store_test kith_store kith_statements)
add_library(kith_care_test STATIC tests/care_test.c tests/long_record.c tests/random_record.c tests/site_test.c
  tests/hostile_test.c tests/matrix_forms.c tests/matrix_test.c)
target_link_libraries(kith_care_test PUBLIC kith_care kith_store_test kith_statements)
kith_tests(service LINKS kith_care_test)
# The gold set of finding people is read by its test and by bench_search.
target_sources(test_gold PRIVATE ${CMAKE_SOURCE_DIR}/tests/finding/gold.c ${CMAKE_SOURCE_DIR}/tests/crowd_test.c)
target_link_libraries(test_gold PRIVATE kith_cli)
target_sources(test_duplicates PRIVATE ${CMAKE_SOURCE_DIR}/tests/crowd_test.c)
target_link_libraries(test_duplicates PRIVATE kith_cli)
# They run the command itself.
target_link_libraries(test_demonstration PRIVATE kith_cli)
target_link_libraries(test_calibration PRIVATE kith_cli)
# It carries messages as the command line does.
target_link_libraries(test_sender PRIVATE kith_cli)
# Their memory runs out.
foreach(name IN ITEMS test_memory test_store_memory test_server)
  target_link_options(${name} PRIVATE -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc)
endforeach()
foreach(name IN ITEMS test_memory test_store_memory)
  target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/memory_test.c)
  target_link_libraries(${name} PRIVATE PkgConfig::YAML PkgConfig::ZLIB)
  target_link_options(${name} PRIVATE -Wl,--wrap=nanosleep,--wrap=yaml_parser_initialize,--wrap=yaml_parser_parse,--wrap=deflateInit2_)
endforeach()
target_link_options(test_base PRIVATE -Wl,--wrap=malloc)
# It notes what is written for a request that is refused.
target_link_options(test_matrix PRIVATE -Wl,--wrap=store_run)
# It notes what is done for a request.
target_link_options(test_hostile PRIVATE -Wl,--wrap=store_query,--wrap=store_run,--wrap=access_check_password)

# CONTRIBUTING.md is followed to the letter on a copy: the loader, the collector and the compiler must take what it says.
find_program(KITH_NODE NAMES node nodejs REQUIRED)
add_test(NAME contributing COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/tests/contributing/follow.mjs ${CMAKE_BINARY_DIR})

# Every council that has a demonstration: made, verified, its return checked.
add_test(NAME demonstrations COMMAND ${CMAKE_SOURCE_DIR}/tests/demonstration/check.sh ${CMAKE_BINARY_DIR}/kith
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# The server as a program: killed under saves, and several of them over one database.
add_test(NAME serving COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/tests/serving/serve.mjs ${CMAKE_BINARY_DIR})

# What is in deploy/ is run: the nightly copy with its trial restore, and the units where systemd is at hand.
add_test(NAME deploy COMMAND ${CMAKE_SOURCE_DIR}/tests/deploy/check.sh ${CMAKE_BINARY_DIR}/kith WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
