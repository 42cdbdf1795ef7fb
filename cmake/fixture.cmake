# A small schema with its statements, for the store's own tests and for fuzzing what is restored.

include_guard()
kith_statements(kith_fixture_statements OUT ${CMAKE_BINARY_DIR}/generated-fixture
  SCHEMA ${CMAKE_SOURCE_DIR}/schema/0000_store.sql ${CMAKE_SOURCE_DIR}/tests/store/schema/0001_fixture.sql
    ${CMAKE_SOURCE_DIR}/schema/0026_looks.sql
  ROOT ${CMAKE_SOURCE_DIR}/src SQL store/audit.sql store/store.sql store/store.postgresql.sql
  ROOT2 ${CMAKE_SOURCE_DIR}/tests/store SQL2 sql/fixture.sql)
