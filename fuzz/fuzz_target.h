/* The one entry point of a fuzz target: libFuzzer calls it, and run_corpus.c does. */
#ifndef KITH_FUZZ_TARGET_H
#define KITH_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
