/* Arguments that the header excludes: an answer, never a crash. */
#include "check.h"

static int ignore(void *context, const viet_token *token) { return context == token; }

void test_bad_arguments(void) {
  viet_error error;
  size_t length = 0;
  char out[16];
  viet_normalizer *normalizer = NULL;
  CHECK(viet_normalizer_new("form=utf", &normalizer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "nfkd") != NULL && normalizer == NULL);
  CHECK(viet_normalizer_new("repair=yes", &normalizer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_normalizer_new("form", &normalizer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_normalizer_new("fold tune=old", &normalizer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_normalizer_new(NULL, NULL, NULL) == VIET_INVALID_ARGUMENT);
  CHECK(viet_normalize(NULL, "x", 1, out, sizeof out, &length, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_fold(NULL, 5, out, sizeof out, &length, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_fold("x", SIZE_MAX, out, sizeof out, &length, &error) == VIET_TOO_LARGE);
  CHECK(viet_fold("x", 1, out, sizeof out, NULL, NULL) == VIET_OK);
  CHECK(viet_convert(NULL, "x", 1, out, sizeof out, &length, &error) == VIET_INVALID_ARGUMENT);

  viet_segmenter *segmenter = NULL;
  CHECK(viet_segmenter_new("unit=letter", NULL, 0, NULL, 0, &segmenter, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segmenter_new("unit=syllable", "a b", 3, NULL, 0, &segmenter, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segmenter_new(NULL, "a b\tx", 5, NULL, 0, &segmenter, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segmenter_new(NULL, NULL, 0, "no model", 8, &segmenter, &error) == VIET_CORRUPT);
  CHECK(viet_segment(NULL, "x", 1, ignore, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segmenter_new(NULL, NULL, 0, NULL, 0, &segmenter, &error) == VIET_OK);
  CHECK(viet_segment(segmenter, "x", 1, NULL, NULL, &error) == VIET_INVALID_ARGUMENT);
  const int64_t offsets[] = {0, 1};
  viet_token_arrays arrays = {0};
  CHECK(viet_segment_batch(segmenter, "x", offsets, 1, 5, &arrays, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segment_batch(segmenter, "x", NULL, 1, 0, &arrays, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_segment_batch(segmenter, "x", offsets, 1, 0, NULL, &error) == VIET_INVALID_ARGUMENT);
  arrays.text = out;
  CHECK(viet_segment_batch(segmenter, "x", offsets, 1, 0, &arrays, &error) == VIET_INVALID_ARGUMENT);
  viet_segmenter_free(segmenter);

  CHECK(viet_stream_new(NULL, &(viet_stream *){NULL}, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_stream_push(NULL, "x", 1, ignore, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_analyze(NULL, "x", 1, 0, NULL, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_fts_tokenize(NULL, "x", 1, 0, NULL, NULL, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_index_open(NULL, &(viet_index *){NULL}, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_index_writer_create("", NULL, NULL, &(viet_index_writer *){NULL}, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_index_writer_create("/proc/none", NULL, NULL, &(viet_index_writer *){NULL}, &error) == VIET_IO);
  CHECK(viet_index_writer_commit(NULL, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_results_hit(NULL, 0, NULL, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_results_count(NULL) == 0 && viet_results_total(NULL, NULL) == 0);
  CHECK(viet_index_field_count(NULL) == 0 && viet_index_field(NULL, 0, NULL) == NULL);

  viet_normalizer_free(NULL);
  viet_converter_free(NULL);
  viet_segmenter_free(NULL);
  viet_stream_free(NULL);
  viet_analyzer_free(NULL);
  viet_fts_free(NULL);
  viet_index_free(NULL);
  viet_index_writer_free(NULL);
  viet_results_free(NULL);

  CHECK(strcmp(viet_status_name(VIET_OK), "ok") == 0);
  CHECK(strcmp(viet_status_name(VIET_UNSUPPORTED), "unsupported version") == 0);
  CHECK(strcmp(viet_status_name(99), "unknown status") == 0 && strcmp(viet_status_name(-1), "unknown status") == 0);
  CHECK(strcmp(viet_kind_name(VIET_OTHER), "other") == 0 && strcmp(viet_kind_name(200), "other") == 0);
}
