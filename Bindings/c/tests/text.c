/* Normalising, folding, converting, detecting. */
#include "check.h"

static void expect_normalized(const char *options, const char *text, const char *expected) {
  viet_error error;
  viet_normalizer *normalizer = NULL;
  CHECK(viet_normalizer_new(options, &normalizer, &error) == VIET_OK);
  char out[256];
  size_t length = 0;
  CHECK(viet_normalize(normalizer, text, strlen(text), out, sizeof out, &length, &error) == VIET_OK);
  CHECK_TEXT(out, length, expected);

  /* The length that is asked for is exactly enough, and one less is not. */
  if (length > 0) {
    size_t needed = 0;
    CHECK(viet_normalize(normalizer, text, strlen(text), NULL, 0, &needed, &error) == VIET_BUFFER_TOO_SMALL);
    CHECK(needed == length);
    char *exact = malloc(needed);
    CHECK(viet_normalize(normalizer, text, strlen(text), exact, needed - 1, &length, &error) == VIET_BUFFER_TOO_SMALL);
    CHECK(viet_normalize(normalizer, text, strlen(text), exact, needed, &length, &error) == VIET_OK);
    CHECK_TEXT(exact, length, expected);
    free(exact);
  }
  viet_normalizer_free(normalizer);
}

static void test_normalize_batch(void) {
  viet_error error;
  viet_normalizer *normalizer = NULL;
  CHECK(viet_normalizer_new("tone=new", &normalizer, &error) == VIET_OK);
  const char *texts = "h\xC3\xB2" "a" "" "th\xC3\xBAy\n";
  const int64_t offsets[] = {0, 4, 4, 10};
  char out[64];
  int64_t places[4];
  size_t length;
  CHECK(viet_normalize_batch(normalizer, texts, offsets, 3, out, sizeof out, places, &length, &error) == VIET_OK);
  CHECK(places[0] == 0 && places[1] == 4 && places[2] == 4 && places[3] == 10);
  CHECK_TEXT(out, length, "ho\xC3\xA0" "thu\xC3\xBD\n");
  CHECK(viet_normalize_batch(normalizer, texts, offsets, 3, out, 8, places, &length, &error) == VIET_BUFFER_TOO_SMALL);
  CHECK(length == 10);
  CHECK(viet_normalize_batch(normalizer, NULL, offsets, 0, NULL, 0, places, &length, &error) == VIET_OK);

  const int64_t descending[] = {0, 4, 2, 10};
  CHECK(viet_normalize_batch(normalizer, texts, descending, 3, out, sizeof out, places, &length, &error) ==
        VIET_INVALID_ARGUMENT);
  CHECK(error.offset == 1);
  viet_normalizer_free(normalizer);

  CHECK(viet_normalizer_new("invalid=strict", &normalizer, &error) == VIET_OK);
  const int64_t two[] = {0, 2, 5};
  CHECK(viet_normalize_batch(normalizer, "okx\xFFy", two, 2, out, sizeof out, places, &length, &error) ==
        VIET_MALFORMED);
  CHECK(error.offset == 1);
  CHECK(viet_normalize(normalizer, "x\xFFy", 3, out, sizeof out, &length, &error) == VIET_MALFORMED);
  CHECK(error.offset == 1 && error.status == VIET_MALFORMED && strlen(error.message) > 0);
  viet_normalizer_free(normalizer);
}

typedef struct {
  size_t count;
  size_t stop;
  char first[16];
} candidates;

static int take_candidate(void *context, const viet_candidate *candidate) {
  candidates *found = context;
  CHECK(candidate->start == 5 && candidate->end == 9 && candidate->score >= 0 && candidate->score <= 1);
  CHECK(candidate->rank == found->count);
  if (found->count == 0) snprintf(found->first, sizeof found->first, "%s", candidate->spelling);
  found->count += 1;
  return found->count == found->stop;
}

static void test_restore(void) {
  viet_error error;
  viet_restorer *restorer = NULL;
  CHECK(viet_restorer_new("tone=old", NULL, 0, &restorer, &error) == VIET_OK);
  char out[64];
  int64_t places[3];
  size_t length;
  CHECK(viet_restore(restorer, "tieng Viet", 10, out, sizeof out, &length, &error) == VIET_OK);
  CHECK_TEXT(out, length, "ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t");
  CHECK(viet_restore(restorer, "tieng Viet", 10, out, 10, &length, &error) == VIET_BUFFER_TOO_SMALL);
  CHECK(length == 14);
  const int64_t offsets[] = {0, 5, 10};
  CHECK(viet_restore_batch(restorer, "tieng Viet", offsets, 2, out, sizeof out, places, &length, &error) == VIET_OK);
  CHECK(places[0] == 0 && places[1] == 7 && places[2] == (int64_t)length);
  candidates found = {0, 0, ""};
  CHECK(viet_restore_candidates(restorer, "ax: \xFF" "duoc", 9, 3, take_candidate, &found, &error) == VIET_OK);
  CHECK(found.count > 1 && found.count <= 3);
  CHECK_TEXT(found.first, strlen(found.first), "\xC4\x91\xC6\xB0\xE1\xBB\xA3" "c");
  candidates stopped = {0, 1, ""};
  CHECK(viet_restore_candidates(restorer, "ax: \xFF" "duoc", 9, 3, take_candidate, &stopped, &error) == VIET_STOPPED);
  CHECK(viet_restore_candidates(restorer, "Viet", 4, 0, take_candidate, &found, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_restore_candidates(restorer, "Viet", 4, 1, NULL, NULL, &error) == VIET_INVALID_ARGUMENT);
  viet_restorer_free(restorer);
  CHECK(viet_restorer_new("tone=odd", NULL, 0, &restorer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_restorer_new(NULL, "model", 5, &restorer, &error) == VIET_CORRUPT);
  CHECK(viet_restorer_new("invalid=strict", NULL, 0, &restorer, &error) == VIET_OK);
  CHECK(viet_restore(restorer, "x\xFFy", 3, out, sizeof out, &length, &error) == VIET_MALFORMED);
  CHECK(error.offset == 1);
  viet_restorer_free(restorer);
}

static void expect_converted(const char *options, const char *text, const char *expected) {
  viet_error error;
  viet_converter *converter = NULL;
  CHECK(viet_converter_new(options, &converter, &error) == VIET_OK);
  char out[256];
  size_t length = 0;
  CHECK(viet_convert(converter, text, strlen(text), out, sizeof out, &length, &error) == VIET_OK);
  CHECK_TEXT(out, length, expected);
  viet_converter_free(converter);
}

void test_text(void) {
  expect_normalized(NULL, "Vi\xC3\xAA\xCC\xA3t", "Vi\xE1\xBB\x87t");
  expect_normalized("form=nfd", "\xC3\xA0", "a\xCC\x80");
  expect_normalized("form=none", "a\xCC\x80", "a\xCC\x80");
  expect_normalized("tone=old", "ho\xC3\xA0", "h\xC3\xB2" "a");
  expect_normalized("strip", "\xC4\x90\xC6\xB0\xE1\xBB\x9Dng", "Duong");
  expect_normalized("repair", "t\xC3\xB3" "an", "to\xC3\xA1n");
  expect_normalized("yi=y", "k\xC4\xA9 s\xC6\xB0", "k\xE1\xBB\xB9 s\xC6\xB0");
  expect_normalized("", "", "");
  expect_normalized("", "a\xFF" "b", "a\xEF\xBF\xBD" "b");
  expect_normalized("invalid=pass", "a\xFF" "b", "a\xFF" "b");
  test_normalize_batch();
  test_restore();

  char out[64];
  size_t length;
  CHECK(viet_fold("\xC4\x90\xE1\xBA\xB9p", 6, out, sizeof out, &length, NULL) == VIET_OK);
  CHECK_TEXT(out, length, "dep");

  expect_converted("from=telex", "tieesng Vieejt", "ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t");
  expect_converted("from=utf-8 to=viqr", "Vi\xE1\xBB\x87t", "Vie^.t");
  expect_converted("from=tcvn3", "Vi\xD6t", "Vi\xE1\xBB\x87t");
  expect_converted("from=utf-8 to=tcvn3 unmappable=lower", "\xE1\xBA\xA4", "\xCA");
  viet_error error;
  viet_converter *converter = NULL;
  CHECK(viet_converter_new("from=utf-8 to=tcvn3", &converter, &error) == VIET_OK);
  CHECK(viet_convert(converter, "ab\xE4\xB8\xAD", 5, out, sizeof out, &length, &error) == VIET_UNMAPPABLE);
  CHECK(error.offset == 2);
  viet_converter_free(converter);
  CHECK(viet_converter_new("from=latin9", &converter, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_converter_new("to=viqr", &converter, &error) == VIET_INVALID_ARGUMENT);

  double confidence = -1;
  const char *sample = "Ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t l\xC3\xA0 ng\xC3\xB4n ng\xE1\xBB\xAF";
  CHECK(strcmp(viet_detect(sample, strlen(sample), &confidence), "utf-8") == 0);
  CHECK(confidence > 0 && confidence <= 1);
  CHECK(viet_detect(NULL, 0, NULL) != NULL);
}
