/* Handles shared by threads give every thread the same. */
#include <pthread.h>

#include "check.h"

enum { THREADS = 4, ROUNDS = 60 };

static const char *const text =
    "H\xC3\xB2" "a b\xC3\xACnh \xE1\xBB\x9F H\xC3\xA0 N\xE1\xBB\x99i. H\xE1\xBB\x8D" "c sinh h\xE1\xBB\x8D" "c sinh h\xE1\xBB\x8D" "c\n";

typedef struct shared {
  viet_normalizer *normalizer;
  viet_segmenter *segmenter;
  viet_analyzer *analyzer;
  viet_fts *fts;
} shared;

static void mix(uint64_t *hash, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) *hash = (*hash ^ (uint8_t)bytes[i]) * 0x100000001B3u;
}

static int mix_token(void *hash, const viet_token *token) {
  mix(hash, (const char *)&token->start, sizeof token->start);
  mix(hash, (const char *)&token->end, sizeof token->end);
  return 0;
}

static int mix_term(void *hash, const viet_term *term) {
  mix(hash, term->exact, term->exact_length);
  return 0;
}

static int mix_fts(void *hash, int flags, const char *token, int length, int start, int end) {
  mix(hash, token, length);
  *(uint64_t *)hash += flags + start * 3 + end * 7;
  return 0;
}

static uint64_t round_of(const shared *shared) {
  viet_error error;
  uint64_t hash = 1;
  char out[512];
  size_t length;
  CHECK(viet_normalize(shared->normalizer, text, strlen(text), out, sizeof out, &length, &error) == VIET_OK);
  mix(&hash, out, length);
  CHECK(viet_segment(shared->segmenter, text, strlen(text), mix_token, &hash, &error) == VIET_OK);
  CHECK(viet_analyze(shared->analyzer, text, strlen(text), VIET_DOCUMENT, mix_term, &hash, &error) == VIET_OK);
  CHECK(viet_fts_tokenize(shared->fts, text, strlen(text), VIET_DOCUMENT, mix_fts, &hash, NULL, &error) == VIET_OK);
  return hash;
}

typedef struct task {
  const shared *shared;
  uint64_t hash;
} task;

static void *work(void *argument) {
  task *task = argument;
  task->hash = round_of(task->shared);
  for (int i = 1; i < ROUNDS; i++) CHECK(round_of(task->shared) == task->hash);
  return NULL;
}

void test_threads(void) {
  shared shared = {0};
  CHECK(viet_normalizer_new("tone=new", &shared.normalizer, NULL) == VIET_OK);
  CHECK(viet_segmenter_new(NULL, NULL, 0, NULL, 0, &shared.segmenter, NULL) == VIET_OK);
  CHECK(viet_analyzer_new(NULL, NULL, 0, NULL, 0, NULL, 0, &shared.analyzer, NULL) == VIET_OK);
  CHECK(viet_fts_new("word", &shared.fts, NULL) == VIET_OK);
  pthread_t threads[THREADS];
  task tasks[THREADS];
  for (int i = 0; i < THREADS; i++) {
    tasks[i] = (task){.shared = &shared};
    CHECK(pthread_create(&threads[i], NULL, work, &tasks[i]) == 0);
  }
  uint64_t expected = round_of(&shared);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    CHECK(tasks[i].hash == expected);
  }
  viet_normalizer_free(shared.normalizer);
  viet_segmenter_free(shared.segmenter);
  viet_analyzer_free(shared.analyzer);
  viet_fts_free(shared.fts);
}
