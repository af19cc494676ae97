/* main FOLDER [SEED]: runs all tests of the C library; FOLDER is an empty one to work in. */
#include "check.h"

int failures = 0;

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: %s FOLDER [SEED]\n", arguments[0]);
    return 2;
  }
  uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 20260101;
  CHECK(viet_abi_version() == VIET_ABI_VERSION);
  CHECK(strlen(viet_version()) > 0);
  CHECK(strstr(viet_version_details(), "icu ") != NULL);
  test_text();
  test_segments(seed);
  test_terms(seed);
  test_index(arguments[1]);
  test_bad_arguments();
  test_threads();
  printf("viettext %s: %d failures (seed %llu)\n", viet_version(), failures, (unsigned long long)seed);
  return failures ? 1 : 0;
}
