# Benchmarks: programs beside the product that print figures. Never tests; bench/README.md says how to run them.

add_executable(bench_spine bench/spine.c bench/people.c bench/measure.c bench/copy.c bench/figures.c tests/long_record.c)
target_include_directories(bench_spine PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(bench_spine PRIVATE kith_cli kith_care kith_statements PkgConfig::POSTGRES)

add_executable(bench_search bench/search.c bench/figures.c tests/finding/gold.c)
target_include_directories(bench_search PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(bench_search PRIVATE kith_cli kith_care kith_statements)

add_executable(bench_charging bench/charging.c bench/figures.c tests/charging_test.c)
target_include_directories(bench_charging PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(bench_charging PRIVATE kith_engine)
add_executable(bench_linkage bench/linkage.c bench/figures.c)
target_include_directories(bench_linkage PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(bench_linkage PRIVATE kith_cli)
