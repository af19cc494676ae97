/* Terms of an index and tokens of a database's full-text search. */
#include "check.h"

typedef struct buffer {
  char bytes[4096];
  size_t length;
  int limit;
} buffer;

static int add_term(void *context, const viet_term *term) {
  buffer *out = context;
  out->length += snprintf(out->bytes + out->length, sizeof out->bytes - out->length, "%.*s/%.*s@%u ",
                          (int)term->folded_length, term->folded, (int)term->exact_length, term->exact, term->position);
  return --out->limit == 0;
}

static int add_token(void *context, int flags, const char *token, int length, int start, int end) {
  buffer *out = context;
  out->length += snprintf(out->bytes + out->length, sizeof out->bytes - out->length, "%s%.*s:%d-%d ",
                          flags & VIET_COLOCATED ? "+" : "", length, token, start, end);
  return --out->limit == 0 ? 7 : 0;
}

static int count_token(void *context, int flags, const char *token, int length, int start, int end) {
  size_t text_length = *(size_t *)context;
  CHECK((flags | VIET_COLOCATED) == VIET_COLOCATED);
  CHECK(length > 0 && token != NULL && 0 <= start && start < end && (size_t)end <= text_length);
  return 0;
}

static void expect_tokens(const char *options, viet_purpose purpose, const char *text, const char *expected) {
  viet_error error;
  viet_fts *fts = NULL;
  CHECK(viet_fts_new(options, &fts, &error) == VIET_OK);
  buffer out = {.length = 0, .limit = -1};
  CHECK(viet_fts_tokenize(fts, text, strlen(text), purpose, add_token, &out, NULL, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length, expected);
  viet_fts_free(fts);
}

void test_terms(uint64_t seed) {
  viet_error error;
  viet_analyzer *analyzer = NULL;
  const char *text = "\xE1\xBB\x9E H\xC3\xA0 N\xE1\xBB\x99i";
  CHECK(viet_analyzer_new(NULL, NULL, 0, NULL, 0, NULL, 0, &analyzer, &error) == VIET_OK);
  buffer out = {.length = 0, .limit = -1};
  CHECK(viet_analyze(analyzer, text, strlen(text), VIET_DOCUMENT, add_term, &out, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length,
             "o/\xE1\xBB\x9F@0 ha/h\xC3\xA0@1 ha noi/h\xC3\xA0 n\xE1\xBB\x99i@1 noi/n\xE1\xBB\x99i@2 ");
  out = (buffer){.length = 0, .limit = 2};
  CHECK(viet_analyze(analyzer, text, strlen(text), VIET_QUERY, add_term, &out, &error) == VIET_STOPPED);
  viet_analyzer_free(analyzer);

  const char *stop = "\xE1\xBB\x9F\n";
  CHECK(viet_analyzer_new("vi-syllable", stop, strlen(stop), "xe h\xC6\xA1i,\xC3\xB4 t\xC3\xB4\n", 18, NULL, 0, &analyzer,
                          &error) == VIET_OK);
  out = (buffer){.length = 0, .limit = -1};
  CHECK(viet_analyze(analyzer, text, strlen(text), VIET_DOCUMENT, add_term, &out, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length, "ha/h\xC3\xA0@1 noi/n\xE1\xBB\x99i@2 ");
  viet_analyzer_free(analyzer);
  CHECK(viet_analyzer_new("english", NULL, 0, NULL, 0, NULL, 0, &analyzer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_analyzer_new("keyword", NULL, 0, NULL, 0, "a b\n", 4, &analyzer, &error) == VIET_INVALID_ARGUMENT);

  expect_tokens(NULL, VIET_DOCUMENT, text,
                "\xE1\xBB\x9F:0-3 +o:0-3 h\xC3\xA0:4-7 +ha:4-7 n\xE1\xBB\x99i:8-13 +noi:8-13 ");
  expect_tokens("folded", VIET_DOCUMENT, text, "o:0-3 ha:4-7 noi:8-13 ");
  expect_tokens("word", VIET_DOCUMENT, text,
                "\xE1\xBB\x9F:0-3 +o:0-3 h\xC3\xA0:4-7 +ha:4-7 +h\xC3\xA0 n\xE1\xBB\x99i:4-13 +ha noi:4-13 "
                "n\xE1\xBB\x99i:8-13 +noi:8-13 ");
  expect_tokens("word", VIET_QUERY, text, "\xE1\xBB\x9F:0-3 h\xC3\xA0 n\xE1\xBB\x99i:4-13 n\xE1\xBB\x99i:8-13 ");
  expect_tokens("word", VIET_PREFIX_QUERY, text, "\xE1\xBB\x9F:0-3 h\xC3\xA0:4-7 n\xE1\xBB\x99i:8-13 ");
  expect_tokens("syllable", VIET_QUERY, "h\xC3\xA0 noi", "h\xC3\xA0:0-3 noi:4-7 ");
  expect_tokens("syllable marks=ignored", VIET_QUERY, text, "o:0-3 ha:4-7 noi:8-13 ");

  viet_fts *fts = NULL;
  CHECK(viet_fts_new("word folded", &fts, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_fts_new("phrases", &fts, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_fts_new("word", &fts, &error) == VIET_OK);
  int stopped = 0;
  out = (buffer){.length = 0, .limit = 2};
  CHECK(viet_fts_tokenize(fts, text, strlen(text), VIET_DOCUMENT, add_token, &out, &stopped, &error) == VIET_STOPPED);
  CHECK(stopped == 7);
  uint64_t random = seed;
  for (int round = 0; round < 200; round++) {
    char bytes[200];
    size_t length = next_random(&random) % sizeof bytes;
    for (size_t k = 0; k < length; k++) bytes[k] = (char)next_random(&random);
    viet_purpose purpose = (viet_purpose)(round % 3);
    CHECK(viet_fts_tokenize(fts, bytes, length, purpose, count_token, &length, &stopped, &error) == VIET_OK);
  }
  viet_fts_free(fts);
}
