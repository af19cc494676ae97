/* A token's syllables and their forms, as the library's analyzer gives them. */
#include "vietnamese.h"

#include <limits.h>

/* One a backend, kept with its memory: a token costs no allocation once it has seen a longer one. */
static viet_analyzer *analyzer;
static syllable_list scratch;

static bool grow(void **memory, size_t size) {
  void *larger = realloc(*memory, size);
  if (larger == NULL) return false;
  *memory = larger;
  return true;
}

static int add_syllable(void *context, const viet_term *term) {
  syllable_list *list = context;
  size_t needed = list->length + term->exact_length + term->folded_length;
  if (needed > INT_MAX) return 1;
  if (needed > list->bytes_capacity) {
    if (!grow((void **)&list->bytes, needed * 2)) return 1;
    list->bytes_capacity = needed * 2;
  }
  if (list->count == list->capacity) {
    int capacity = list->capacity * 2 + 16;
    if (!grow((void **)&list->items, capacity * sizeof(syllable))) return 1;
    list->capacity = capacity;
  }
  syllable *item = &list->items[list->count];
  *item = (syllable){.start = term->start, .end = term->end};
  item->exact = list->length;
  item->exact_length = term->exact_length;
  memcpy(list->bytes + list->length, term->exact, term->exact_length);
  list->length += term->exact_length;
  item->folded = list->length;
  item->folded_length = term->folded_length;
  memcpy(list->bytes + list->length, term->folded, term->folded_length);
  list->length += term->folded_length;
  item->position = term->position;
  list->count += 1;
  return 0;
}

/* Leaves no gaps between positions: a dictionary can only say "the next". */
static void close_gaps(syllable_list *list) {
  int position = -1, given = -1;
  for (int i = 0; i < list->count; i++) {
    if (i == 0 || list->items[i].position != given) position += 1;
    given = list->items[i].position;
    list->items[i].position = position;
  }
}

const syllable_list *syllables_of(const char *token, int length) {
  viet_error error;
  if (analyzer == NULL)
    check_status(viet_analyzer_new("vi-syllable", NULL, 0, NULL, 0, NULL, 0, &analyzer, &error), &error);
  scratch.count = 0;
  scratch.length = 0;
  check_status(viet_analyze(analyzer, token, length, VIET_DOCUMENT, add_syllable, &scratch, &error), &error);
  close_gaps(&scratch);
  return &scratch;
}

int position_count(const syllable_list *list) {
  return list->count == 0 ? 0 : list->items[list->count - 1].position + 1;
}

int join_syllables(const syllable_list *list, bool is_exact, char *out, int capacity) {
  int length = 0;
  for (int i = 0; i < list->count; i++) {
    const syllable *item = &list->items[i];
    if (i > 0 && list->items[i - 1].position == item->position) continue;
    int width = is_exact ? item->exact_length : item->folded_length;
    if (length + width + 1 > capacity) return 0;
    if (i > 0) out[length++] = ' ';
    memcpy(out + length, list->bytes + (is_exact ? item->exact : item->folded), width);
    length += width;
  }
  return length;
}
