/* A crowd for a test's people to stand in: invented people of the demonstration's names, by hundreds, always the same. */
#ifndef KITH_TESTS_CROWD_TEST_H
#define KITH_TESTS_CROWD_TEST_H

#include "care_test.h"

/* Records so many hundred people with name, birth date and postcode. */
void crowd_test_add(Care *care, size_t hundreds);

#endif
