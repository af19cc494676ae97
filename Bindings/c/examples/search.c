/* Builds an index of three documents in the folder named, and searches it.
 *
 *   cc search.c -lviettext -o search && ./search /tmp/greetings "ha noi"
 */
#include <stdio.h>
#include <string.h>
#include <viettext.h>

static const char *const documents[][2] = {
    {"1", "Hà Nội là thủ đô của Việt Nam."},
    {"2", "Sinh viên ở Hà Nội học tiếng Việt."},
    {"3", "Đà Nẵng ở bên sông Hàn."},
};

static int fail(const viet_error *error) {
  fprintf(stderr, "search: %s\n", error->message);
  return 1;
}

static int print_value(void *context, const viet_value *value) {
  (void)context;
  printf("\t%.*s", (int)(value->end - value->start), value->value + value->start);
  return 0;
}

static int build(const char *folder, viet_error *error) {
  viet_index_writer *writer = NULL;
  int32_t text;
  if (viet_index_writer_create(folder, NULL, "overwrite", &writer, error)) return 1;
  viet_index_writer_field(writer, "text", VIET_FIELD_TEXT, 1, 1, &text, error);
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    viet_index_writer_begin(writer, documents[i][0], strlen(documents[i][0]), error);
    viet_index_writer_add(writer, text, documents[i][1], strlen(documents[i][1]), error);
    if (viet_index_writer_end(writer, error)) break;
  }
  viet_status status = error->status ? error->status : viet_index_writer_commit(writer, NULL, error);
  viet_index_writer_free(writer);
  return status != VIET_OK;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: search FOLDER QUERY\n");
    return 2;
  }
  viet_error error;
  viet_index *index = NULL;
  viet_results *results = NULL;
  if (build(arguments[1], &error)) return fail(&error);
  if (viet_index_open(arguments[1], &index, &error)) return fail(&error);
  if (viet_search(index, arguments[2], strlen(arguments[2]), NULL, 0, "limit=10", &results, &error)) return fail(&error);
  for (size_t i = 0; i < viet_results_count(results); i++) {
    viet_hit hit;
    viet_results_hit(results, i, &hit, &error);
    printf("%zu\t%.*s", i + 1, (int)hit.id_length, hit.id);
    viet_results_fields(results, i, print_value, NULL, &error);
    printf("\t<-");
    viet_results_highlights(results, i, print_value, NULL, &error);
    printf("\n");
  }
  viet_results_free(results);
  viet_index_free(index);
  return 0;
}
