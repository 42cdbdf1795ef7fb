# Benchmarks: programs beside the product that print figures. Never tests; bench/README.md says how to run them.

add_executable(bench_spine bench/spine.c bench/people.c bench/measure.c bench/copy.c bench/figures.c)
target_include_directories(bench_spine PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(bench_spine PRIVATE kith_cli kith_care kith_statements PkgConfig::POSTGRES)
