/* Segmenting: whole texts, streams in every cut, batches. */
#include "check.h"

typedef struct list {
  viet_token tokens[512];
  size_t count;
  size_t limit;
} list;

static int collect(void *context, const viet_token *token) {
  list *list = context;
  if (list->count == list->limit) return 1;
  list->tokens[list->count++] = *token;
  return 0;
}

static const char *const text =
    "T\xC3\xB4i y\xC3\xAAu ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t. C\xC3\xB2n b\xE1\xBA\xA1n? Xem https://vi.wikipedia.org nh\xC3\xA9!\n"
    "H\xC3\xA0 N\xE1\xBB\x99i, ng\xC3\xA0y 21/02/2025 \xF0\x9F\x98\x80 \xFF";

static viet_segmenter *segmenter(const char *options) {
  viet_error error;
  viet_segmenter *segmenter = NULL;
  CHECK(viet_segmenter_new(options, NULL, 0, NULL, 0, &segmenter, &error) == VIET_OK);
  return segmenter;
}

static list whole(const viet_segmenter *segmenter, const char *bytes, size_t length) {
  viet_error error;
  list tokens = {.count = 0, .limit = 512};
  CHECK(viet_segment(segmenter, bytes, length, collect, &tokens, &error) == VIET_OK);
  return tokens;
}

static int same(const list *a, const list *b) {
  if (a->count != b->count) return 0;
  for (size_t i = 0; i < a->count; i++) {
    const viet_token *x = &a->tokens[i], *y = &b->tokens[i];
    if (x->start != y->start || x->end != y->end || x->kind != y->kind || x->syllables != y->syllables ||
        x->flags != y->flags)
      return 0;
  }
  return 1;
}

/* Every byte that is no blank is in exactly one token. */
static void expect_cover(const list *tokens, const char *bytes, size_t length) {
  size_t place = 0;
  for (size_t i = 0; i <= tokens->count; i++) {
    size_t start = i < tokens->count ? tokens->tokens[i].start : length;
    CHECK(place <= start && start <= length);
    for (; place < start; place++) CHECK(strchr(" \n\t\r\f\v", bytes[place]) != NULL);
    if (i < tokens->count) place = tokens->tokens[i].end;
  }
}

static void test_streams(const viet_segmenter *segmenter, uint64_t *random) {
  viet_error error;
  size_t length = strlen(text);
  list expected = whole(segmenter, text, length);
  viet_stream *stream = NULL;
  CHECK(viet_stream_new(segmenter, &stream, &error) == VIET_OK);
  for (int round = 0; round < 40; round++) {
    list tokens = {.count = 0, .limit = 512};
    for (size_t at = 0; at < length;) {
      size_t piece = round == 0 ? 1 : 1 + next_random(random) % 20;
      if (piece > length - at) piece = length - at;
      CHECK(viet_stream_push(stream, text + at, piece, collect, &tokens, &error) == VIET_OK);
      at += piece;
    }
    CHECK(viet_stream_finish(stream, collect, &tokens, &error) == VIET_OK);
    CHECK(same(&tokens, &expected));
  }
  list none = {.count = 0, .limit = 0};
  CHECK(viet_stream_push(stream, text, length, collect, &none, &error) == VIET_OK ||
        error.status == VIET_STOPPED);
  CHECK(viet_stream_finish(stream, collect, &none, &error) != VIET_OK);
  CHECK(viet_stream_push(stream, text, length, collect, &none, &error) == VIET_INVALID_ARGUMENT);
  viet_stream_free(stream);
}

static void test_batch(const viet_segmenter *segmenter) {
  viet_error error;
  const int64_t offsets[] = {0, 5, 5, (int64_t)strlen(text)};
  int32_t starts[64], ends[64];
  uint8_t kinds[64], flags[64];
  int64_t places[4], text_places[65];
  char bytes[256];
  viet_token_arrays arrays = {.capacity = 64,
                              .starts = starts,
                              .ends = ends,
                              .kinds = kinds,
                              .flags = flags,
                              .token_offsets = places,
                              .text = bytes,
                              .text_capacity = sizeof bytes,
                              .text_offsets = text_places};
  for (viet_offset_unit unit = VIET_BYTES; unit <= VIET_UTF16; unit++) {
    CHECK(viet_segment_batch(segmenter, text, offsets, 3, unit, &arrays, &error) == VIET_OK);
    CHECK(places[0] == 0 && places[3] == (int64_t)arrays.count && places[1] == places[2]);
    for (int i = 0; i < 3; i++) {
      list expected = whole(segmenter, text + offsets[i], offsets[i + 1] - offsets[i]);
      CHECK((int64_t)expected.count == places[i + 1] - places[i]);
      for (size_t k = 0; k < expected.count; k++) {
        size_t at = places[i] + k;
        viet_token token = expected.tokens[k];
        CHECK(kinds[at] == token.kind && flags[at] == token.flags);
        size_t width = text_places[at + 1] - text_places[at];
        CHECK(width == token.end - token.start);
        CHECK(memcmp(bytes + text_places[at], text + offsets[i] + token.start, width) == 0);
        if (unit == VIET_BYTES) CHECK(starts[at] == (int32_t)token.start && ends[at] == (int32_t)token.end);
      }
    }
  }
  size_t count = arrays.count;
  arrays.capacity = 3;
  CHECK(viet_segment_batch(segmenter, text, offsets, 3, VIET_BYTES, &arrays, &error) == VIET_BUFFER_TOO_SMALL);
  CHECK(arrays.count == count);
  arrays.capacity = 64;
  arrays.text_capacity = 10;
  CHECK(viet_segment_batch(segmenter, text, offsets, 3, VIET_BYTES, &arrays, &error) == VIET_BUFFER_TOO_SMALL);
  CHECK(arrays.text_length > 10);
  viet_token_arrays counting = {0};
  CHECK(viet_segment_batch(segmenter, text, offsets, 3, VIET_BYTES, &counting, &error) == VIET_BUFFER_TOO_SMALL);
  CHECK(counting.count == count);
}

static void test_joined_text(void) {
  viet_error error;
  viet_segmenter *words = segmenter(NULL);
  const char *two = "T\xC3\xB4i \xE1\xBB\x9F H\xC3\xA0 N\xE1\xBB\x99i. \xC4\x90\xE1\xBA\xB9p!";
  const int64_t offsets[] = {0, (int64_t)strlen(two)};
  char out[128];
  int64_t places[2];
  size_t length;
  CHECK(viet_segment_text_batch(words, two, offsets, 1, NULL, out, sizeof out, places, &length, &error) == VIET_OK);
  CHECK_TEXT(out, length, "T\xC3\xB4i \xE1\xBB\x9F H\xC3\xA0_N\xE1\xBB\x99i .\n\xC4\x90\xE1\xBA\xB9p !");
  viet_separators separators = {.syllable = ' ', .token = '|', .sentence = '#'};
  CHECK(viet_segment_text_batch(words, two, offsets, 1, &separators, out, sizeof out, places, &length, &error) ==
        VIET_OK);
  CHECK_TEXT(out, length, "T\xC3\xB4i|\xE1\xBB\x9F|H\xC3\xA0 N\xE1\xBB\x99i|.#\xC4\x90\xE1\xBA\xB9p|!");
  CHECK(places[1] == (int64_t)length);
  viet_segmenter_free(words);

  const char *lexicon = "\xE1\xBB\x9F h\xC3\xA0 n\xE1\xBB\x99i\t3\n";
  CHECK(viet_segmenter_new(NULL, lexicon, strlen(lexicon), NULL, 0, &words, &error) == VIET_OK);
  list tokens = whole(words, two, strlen(two));
  CHECK(tokens.count == 5 && tokens.tokens[1].syllables == 3);
  viet_segmenter_free(words);
}

void test_segments(uint64_t seed) {
  uint64_t random = seed;
  const char *const options[] = {"", "unit=syllable", "unit=sentence", "unit=word join-lines"};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    viet_segmenter *one = segmenter(options[i]);
    list tokens = whole(one, text, strlen(text));
    expect_cover(&tokens, text, strlen(text));
    test_streams(one, &random);
    test_batch(one);
    CHECK(whole(one, "", 0).count == 0);

    /* Random bytes: no crash, all covered, the same in a stream. */
    for (int round = 0; round < 50; round++) {
      char bytes[300];
      size_t length = next_random(&random) % sizeof bytes;
      for (size_t k = 0; k < length; k++) bytes[k] = (char)next_random(&random);
      list found = whole(one, bytes, length);
      size_t end = 0;
      for (size_t k = 0; k < found.count; k++) {
        CHECK(found.tokens[k].start >= end && found.tokens[k].end > found.tokens[k].start);
        end = found.tokens[k].end;
      }
      CHECK(end <= length);
    }
    viet_segmenter_free(one);
  }
  test_joined_text();

  /* A text beyond what is cut whole. */
  size_t length = 3 << 20;
  char *large = malloc(length);
  for (size_t i = 0; i < length; i++) large[i] = text[i % 40];
  viet_segmenter *words = segmenter(NULL);
  list some = {.count = 0, .limit = 5};
  viet_error error;
  CHECK(viet_segment(words, large, length, collect, &some, &error) == VIET_STOPPED);
  CHECK(some.count == 5 && error.status == VIET_STOPPED);
  viet_segmenter_free(words);
  free(large);
}
