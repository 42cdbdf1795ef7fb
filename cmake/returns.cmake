# The code lists of the return, and what is published beside its measures, become part of the program: kith cld check works in any folder.
add_executable(embed_texts ${CMAKE_SOURCE_DIR}/tools/embed_texts.c)
set(CLD_DATA ${CMAKE_SOURCE_DIR}/data/cld)
file(MAKE_DIRECTORY ${KITH_GENERATED})
add_custom_command(
  OUTPUT ${KITH_GENERATED}/cld_texts.c
  COMMAND embed_texts ${KITH_GENERATED}/cld_texts.c cli/cld_texts.h
    CLD_CODES_CSV ${CLD_DATA}/codes.csv CLD_RELEASE_1_CSV ${CLD_DATA}/release1.csv CLD_STANDING_CSV ${CLD_DATA}/standing.csv
    CLD_COUNCILS_CSV ${CLD_DATA}/councils.csv CLD_POPULATIONS_CSV ${CLD_DATA}/populations.csv
    CLD_PUBLISHED_CSV ${CMAKE_SOURCE_DIR}/data/measures/published.csv
  DEPENDS embed_texts ${CLD_DATA}/codes.csv ${CLD_DATA}/release1.csv ${CLD_DATA}/standing.csv ${CLD_DATA}/councils.csv
    ${CLD_DATA}/populations.csv ${CMAKE_SOURCE_DIR}/data/measures/published.csv
  VERBATIM)
target_sources(kith_cli PRIVATE ${KITH_GENERATED}/cld_texts.c)
