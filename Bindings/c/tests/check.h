/* Checks for the tests of the C library: each failure is one line, and the count of them decides. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <viettext.h>

extern int failures;

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);                       \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                           \
  } while (0)

/* Bytes of the given length are the string expected. */
#define CHECK_TEXT(bytes, length, expected)                                                                     \
  do {                                                                                                          \
    if ((length) != strlen(expected) || memcmp(bytes, expected, length) != 0) {                                 \
      __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);                                                       \
      fprintf(stderr, "%s:%d: \"%.*s\" instead of \"%s\"\n", __FILE__, __LINE__, (int)(length), bytes, expected); \
    }                                                                                                           \
  } while (0)

/* A pseudo-random sequence (splitmix64); the seed is printed by main. */
static inline uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

void test_text(void);
void test_segments(uint64_t seed);
void test_terms(uint64_t seed);
void test_index(const char *folder);
void test_bad_arguments(void);
void test_threads(void);

#endif
