/* Headlines: PostgreSQL's own, after the words that a query found are taken apart, so that of a word of several
 * syllables only those are marked that were sought. */
#include "vietnamese.h"

#include <nodes/pg_list.h>
#include <tsearch/ts_public.h>
#include <tsearch/ts_utils.h>
#include <utils/fmgrprotos.h>

/* Types of the default parser, which prsd_headline goes by: what may start and end a fragment, and what may not. */
enum { DEFAULT_WORD = 2, DEFAULT_BLANK = 12 };

static int default_type(int type) {
  return type == TYPE_BLANK || type == VIET_PUNCT + 1 || type == VIET_SYMBOL + 1 ? DEFAULT_BLANK : DEFAULT_WORD;
}

typedef struct entries {
  HeadlineWordEntry *items;
  int count, capacity;
} entries;

static HeadlineWordEntry *append(entries *entries, HeadlineWordEntry entry) {
  if (entries->count == entries->capacity) {
    entries->capacity *= 2;
    entries->items = repalloc_huge(entries->items, entries->capacity * sizeof entry);
  }
  entries->items[entries->count] = entry;
  return &entries->items[entries->count++];
}

static bool is_operand(const char *form, int length, TSQuery query, const QueryOperand *operand) {
  return tsCompareString(GETOPERAND(query) + operand->distance, operand->length, unconstify(char *, form), length,
                         operand->prefix) == 0;
}

static bool finds_syllable(const syllable_list *list, const syllable *item, TSQuery query,
                           const QueryOperand *operand) {
  return is_operand(list->bytes + item->exact, item->exact_length, query, operand) ||
         is_operand(list->bytes + item->folded, item->folded_length, query, operand);
}

static bool finds_word(const syllable_list *list, TSQuery query, const QueryOperand *operand) {
  char form[MAXSTRLEN];
  for (int is_exact = 0; is_exact < 2; is_exact++) {
    int length = join_syllables(list, is_exact, form, sizeof form);
    if (length > 0 && is_operand(form, length, query, operand)) return true;
  }
  return false;
}

static bool finds_any_syllable(const syllable_list *list, TSQuery query, const QueryOperand *operand) {
  for (int i = 0; i < list->count; i++)
    if (finds_syllable(list, &list->items[i], query, operand)) return true;
  return false;
}

/* Whether the forms of this library are why the token was found: else another dictionary knows what it is. */
static bool explains(const syllable_list *list, const HeadlineWordEntry *group, int size, TSQuery query) {
  for (int i = 0; i < size; i++)
    if (!finds_any_syllable(list, query, group[i].item) && !finds_word(list, query, group[i].item)) return false;
  return true;
}

/* An entry for some bytes of a token; PostgreSQL frees the word of each that is not repeated. */
static HeadlineWordEntry piece(const HeadlineWordEntry *token, int start, int end) {
  HeadlineWordEntry piece = *token;
  piece.len = end - start;
  piece.word = palloc(piece.len + 1);
  memcpy(piece.word, token->word + start, piece.len);
  piece.item = NULL;
  return piece;
}

static void append_between(entries *out, const HeadlineWordEntry *token, int start, int end) {
  if (start >= end) return;
  append(out, piece(token, start, end))->type = DEFAULT_BLANK;
}

/* Appends an entry for each syllable of the token, for each operand that found it, and for what stands between. */
static void split(entries *out, const syllable_list *list, const HeadlineWordEntry *group, int size, TSQuery query) {
  const HeadlineWordEntry *token = group;
  /* PostgreSQL leaves the place of the last syllable in the last entry. */
  int first = Max((int)WEP_GETPOS(group[size - 1].pos) - (position_count(list) - 1), 1);
  int told = 0;
  for (int i = 0; i < list->count; i++) {
    const syllable *item = &list->items[i];
    if (item->start < told) continue;
    append_between(out, token, told, item->start);
    HeadlineWordEntry part = piece(token, item->start, item->end);
    part.pos = LIMITPOS(first + item->position);
    HeadlineWordEntry *last = append(out, part);
    for (int k = 0; k < size; k++) {
      const QueryOperand *operand = group[k].item;
      bool is_found = finds_syllable(list, item, query, operand);
      if (!is_found && !finds_word(list, query, operand)) continue;
      if (last->item != NULL) {
        part.repeated = 1;
        last = append(out, part);
      }
      last->item = unconstify(QueryOperand *, operand);
      last->pos = LIMITPOS(is_found ? first + item->position : first);
    }
    told = item->end;
  }
  append_between(out, token, told, token->len);
  pfree(token->word);
}

PG_FUNCTION_INFO_V1(vietnamese_headline);

Datum vietnamese_headline(PG_FUNCTION_ARGS) {
  HeadlineParsedText *text = (HeadlineParsedText *)PG_GETARG_POINTER(0);
  TSQuery query = PG_GETARG_TSQUERY(2);
  entries out = {.count = 0, .capacity = text->curwords + 16};
  out.items = palloc_extended(out.capacity * sizeof *out.items, MCXT_ALLOC_HUGE);

  for (int i = 0; i < text->curwords;) {
    HeadlineWordEntry *group = &text->words[i];
    int size = 1;
    while (i + size < text->curwords && group[size].repeated) size += 1;
    i += size;
    for (int k = 0; k < size; k++) group[k].type = default_type(group[k].type);
    const syllable_list *list = group->item == NULL ? NULL : syllables_of(group->word, group->len);
    if (list != NULL && position_count(list) > 1 && explains(list, group, size, query))
      split(&out, list, group, size, query);
    else
      for (int k = 0; k < size; k++) append(&out, group[k]);
  }
  text->words = out.items;
  text->curwords = out.count;
  text->lenwords = out.capacity;
  return DirectFunctionCall3(prsd_headline, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), TSQueryGetDatum(query));
}
