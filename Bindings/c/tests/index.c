/* Building, changing and searching an index. */
#include "check.h"

typedef struct document {
  const char *id, *title, *price, *kind;
} document;

static const document documents[] = {
    {"1", "H\xC3\xB2" "a b\xC3\xACnh \xE1\xBB\x9F H\xC3\xA0 N\xE1\xBB\x99i", "10", "tin"},
    {"2", "H\xE1\xBB\x8D" "c sinh H\xC3\xA0 N\xE1\xBB\x99i", "20.5", "tin"},
    {"3", "Ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t", "30", "s\xC3\xA1" "ch"},
};

typedef struct text {
  char bytes[512];
  size_t length;
} text;

static int add_value(void *context, const viet_value *value) {
  text *out = context;
  out->length += snprintf(out->bytes + out->length, sizeof out->bytes - out->length, "%d:%.*s;", (int)value->field,
                          (int)(value->end - value->start), value->value + value->start);
  return 0;
}

static int add_facet(void *context, const char *value, size_t length, uint64_t count) {
  text *out = context;
  out->length += snprintf(out->bytes + out->length, sizeof out->bytes - out->length, "%.*s=%d;", (int)length, value,
                          (int)count);
  return 0;
}

static int count_warning(void *context, size_t start, size_t end, const char *message) {
  CHECK(start <= end && strlen(message) > 0);
  ++*(int *)context;
  return 0;
}

static viet_results *search(const viet_index *index, const char *query, const char *options) {
  viet_error error;
  viet_results *results = NULL;
  viet_status status = viet_search(index, query, strlen(query), NULL, 0, options, &results, &error);
  CHECK(status == VIET_OK);
  return results;
}

static void expect_ids(const viet_index *index, const char *query, const char *options, const char *expected) {
  viet_error error;
  text ids = {.length = 0};
  viet_results *results = search(index, query, options);
  for (size_t i = 0; i < viet_results_count(results); i++) {
    viet_hit hit;
    CHECK(viet_results_hit(results, i, &hit, &error) == VIET_OK);
    CHECK(hit.score >= 0);
    ids.length += snprintf(ids.bytes + ids.length, sizeof ids.bytes - ids.length, "%.*s ", (int)hit.id_length, hit.id);
  }
  CHECK_TEXT(ids.bytes, ids.length, expected);
  viet_hit hit;
  CHECK(viet_results_hit(results, viet_results_count(results), &hit, &error) == VIET_NOT_FOUND);
  viet_results_free(results);
}

static void build(const char *path) {
  viet_error error;
  viet_index_writer *writer = NULL;
  CHECK(viet_index_writer_create(path, NULL, "memory=16M", &writer, &error) == VIET_OK);
  viet_index_writer *other = NULL;
  CHECK(viet_index_writer_create(path, NULL, NULL, &other, &error) == VIET_LOCKED);
  int32_t title, price, kind, wrong;
  CHECK(viet_index_writer_field(writer, "title", VIET_FIELD_TEXT, 1, 1, &title, &error) == VIET_OK);
  CHECK(viet_index_writer_field(writer, "price", VIET_FIELD_NUMBER, 1, 1, &price, &error) == VIET_OK);
  CHECK(viet_index_writer_field(writer, "kind", VIET_FIELD_KEYWORD, 0, 1, &kind, &error) == VIET_OK);
  CHECK(viet_index_writer_field(writer, "kind", VIET_FIELD_TEXT, 0, 1, &wrong, &error) == VIET_MISMATCH);
  CHECK(viet_index_writer_field(writer, "x", 9, 0, 1, &wrong, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_index_writer_end(writer, &error) == VIET_INVALID_ARGUMENT);
  CHECK(viet_index_writer_begin(writer, "", 0, &error) == VIET_INVALID_ARGUMENT);
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    const document *one = &documents[i];
    CHECK(viet_index_writer_begin(writer, one->id, strlen(one->id), &error) == VIET_OK);
    CHECK(viet_index_writer_add(writer, title, one->title, strlen(one->title), &error) == VIET_OK);
    CHECK(viet_index_writer_add(writer, price, one->price, strlen(one->price), &error) == VIET_OK);
    CHECK(viet_index_writer_add(writer, price, "dear", 4, &error) == VIET_INVALID_ARGUMENT);
    CHECK(viet_index_writer_add(writer, kind, one->kind, strlen(one->kind), &error) == VIET_OK);
    CHECK(viet_index_writer_add(writer, 99, "x", 1, &error) == VIET_NOT_FOUND);
    CHECK(viet_index_writer_end(writer, &error) == VIET_OK);
  }
  viet_commit commit;
  CHECK(viet_index_writer_commit(writer, &commit, &error) == VIET_OK);
  CHECK(commit.documents == 3 && commit.segments == 1 && commit.bytes > 0);
  viet_index_writer_free(writer);
}

static void change(const char *path, const char *other_path) {
  viet_error error;
  viet_index_writer *writer = NULL;
  int found = -1;
  int32_t title;
  CHECK(viet_index_writer_create(other_path, NULL, NULL, &writer, &error) == VIET_OK);
  CHECK(viet_index_writer_field(writer, "title", VIET_FIELD_TEXT, 1, 1, &title, &error) == VIET_OK);
  CHECK(viet_index_writer_begin(writer, "4", 1, &error) == VIET_OK);
  CHECK(viet_index_writer_add(writer, title, "H\xC3\xA0 N\xE1\xBB\x99i \xFF", 10, &error) == VIET_OK);
  CHECK(viet_index_writer_end(writer, &error) == VIET_OK);
  CHECK(viet_index_writer_commit(writer, NULL, &error) == VIET_OK);
  viet_index_writer_free(writer);

  CHECK(viet_index_writer_open(path, NULL, &writer, &error) == VIET_OK);
  CHECK(viet_index_writer_delete(writer, "2", 1, &found, &error) == VIET_OK && found == 1);
  CHECK(viet_index_writer_delete(writer, "nobody", 6, &found, &error) == VIET_OK && found == 0);
  CHECK(viet_index_writer_merge(writer, other_path, &error) == VIET_OK);
  viet_commit commit;
  CHECK(viet_index_writer_compact(writer, &commit, &error) == VIET_OK);
  CHECK(commit.documents == 3 && commit.segments == 1 && commit.deleted == 0);
  viet_index_writer_free(writer);
}

void test_index(const char *folder) {
  viet_error error;
  char path[512], other[512];
  snprintf(path, sizeof path, "%s/index", folder);
  snprintf(other, sizeof other, "%s/other", folder);
  viet_index *index = NULL;
  CHECK(viet_index_open(path, &index, &error) == VIET_NOT_FOUND || error.status == VIET_IO);
  build(path);
  CHECK(viet_index_writer_create(path, NULL, NULL, &(viet_index_writer *){NULL}, &error) == VIET_EXISTS);
  CHECK(viet_index_writer_create(folder, NULL, NULL, &(viet_index_writer *){NULL}, &error) == VIET_EXISTS);

  CHECK(viet_index_open(path, &index, &error) == VIET_OK);
  viet_commit commit;
  CHECK(viet_index_info(index, &commit, &error) == VIET_OK && commit.documents == 3);
  CHECK(viet_index_field_count(index) == 3);
  viet_field_kind kind = -1;
  CHECK(strcmp(viet_index_field(index, 1, &kind), "price") == 0 && kind == VIET_FIELD_NUMBER);
  CHECK(viet_index_field(index, 3, &kind) == NULL && viet_index_field(index, -1, NULL) == NULL);

  expect_ids(index, "ha noi", NULL, "2 1 ");
  expect_ids(index, "ha noi", "limit=1 offset=1", "1 ");
  expect_ids(index, "\"h\xC3\xA0 n\xE1\xBB\x99i\"", NULL, "2 1 ");
  expect_ids(index, "ha noi", "sort=price:desc", "2 1 ");
  expect_ids(index, "price:[15 TO 40]", NULL, "2 3 ");
  expect_ids(index, "nothing", NULL, "");

  viet_results *results = NULL;
  CHECK(viet_search(index, "ha noi", 6, "kind:tin", 8, "facets=kind count fields=title", &results, &error) == VIET_OK);
  int is_exact = 0;
  CHECK(viet_results_total(results, &is_exact) == 2 && is_exact == 1);
  text out = {.length = 0};
  CHECK(viet_results_fields(results, 0, add_value, &out, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length, "0:H\xE1\xBB\x8D" "c sinh H\xC3\xA0 N\xE1\xBB\x99i;1:20.5;");
  out.length = 0;
  CHECK(viet_results_highlights(results, 0, add_value, &out, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length, "0:H\xC3\xA0;0:N\xE1\xBB\x99i;");
  out.length = 0;
  CHECK(viet_results_facet(results, "kind", add_facet, &out, &error) == VIET_OK);
  CHECK_TEXT(out.bytes, out.length, "tin=2;");
  CHECK(viet_results_facet(results, "price", add_facet, &out, &error) == VIET_NOT_FOUND);
  viet_results_free(results);

  int warnings = 0;
  results = search(index, "(ha", NULL);
  CHECK(viet_results_warnings(results, count_warning, &warnings, &error) == VIET_OK && warnings > 0);

  change(path, other);
  /* What was opened stays as it was, even when the index handle goes before its results. */
  expect_ids(index, "ha noi", NULL, "2 1 ");
  viet_index_free(index);
  CHECK(viet_results_count(results) == 2);
  viet_hit hit;
  CHECK(viet_results_hit(results, 0, &hit, &error) == VIET_OK && hit.id_length == 1);
  viet_results_free(results);
  CHECK(viet_index_open(path, &index, &error) == VIET_OK);
  expect_ids(index, "ha noi", NULL, "4 1 ");
  CHECK(viet_search(index, "x", 1, NULL, 0, "sort=title", &results, &error) == VIET_BAD_QUERY);
  CHECK(viet_search(index, "x", 1, NULL, 0, "sort=nobody", &results, &error) == VIET_NOT_FOUND);
  CHECK(viet_search(index, "x", 1, NULL, 0, "limit=-1", &results, &error) == VIET_INVALID_ARGUMENT);
  viet_index_free(index);
}
