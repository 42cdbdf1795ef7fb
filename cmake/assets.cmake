# The files of assets/ become a C source of the web floor, so that one program carries all it serves.
add_executable(embed_assets ${CMAKE_SOURCE_DIR}/tools/embed_assets.c)
target_link_libraries(embed_assets PRIVATE PkgConfig::SODIUM PkgConfig::ZLIB)

file(GLOB_RECURSE KITH_ASSETS CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/assets
  ${CMAKE_SOURCE_DIR}/assets/*.css ${CMAKE_SOURCE_DIR}/assets/*.js ${CMAKE_SOURCE_DIR}/assets/*.svg
  ${CMAKE_SOURCE_DIR}/assets/*.json ${CMAKE_SOURCE_DIR}/assets/*.geojson ${CMAKE_SOURCE_DIR}/assets/*.webmanifest
  ${CMAKE_SOURCE_DIR}/assets/*.txt ${CMAKE_SOURCE_DIR}/assets/*.png ${CMAKE_SOURCE_DIR}/assets/*.ico
  ${CMAKE_SOURCE_DIR}/assets/*.woff2)
list(SORT KITH_ASSETS)
set(KITH_ASSET_FILES ${KITH_ASSETS})
list(TRANSFORM KITH_ASSET_FILES PREPEND ${CMAKE_SOURCE_DIR}/assets/)
file(MAKE_DIRECTORY ${KITH_GENERATED})
add_custom_command(
  OUTPUT ${KITH_GENERATED}/assets_data.c
  COMMAND embed_assets ${KITH_GENERATED}/assets_data.c ${CMAKE_SOURCE_DIR}/assets ${KITH_ASSETS}
  DEPENDS embed_assets ${KITH_ASSET_FILES}
  VERBATIM)
target_sources(kith_web PRIVATE ${KITH_GENERATED}/assets_data.c)
