/* The dictionary template: a token to lexemes, several forms at one place. */
#include "vietnamese.h"

#include <commands/defrem.h>
#include <tsearch/ts_public.h>

typedef struct dictionary {
  /* What a word of several syllables is besides them: one more lexeme, the lexeme in the place of the first, nothing. */
  enum { WORDS_ADD, WORDS_DEMAND, WORDS_NONE } words;
  /* Which forms: as spelled and without marks, as spelled, without. */
  enum { MARKS_BOTH, MARKS_TYPED, MARKS_IGNORED } marks;
} dictionary;

/* The number of the option's value among names, which NULL ends. */
static int choice(DefElem *option, const char *const *names) {
  const char *value = defGetString(option);
  for (int i = 0; names[i] != NULL; i++)
    if (pg_strcasecmp(value, names[i]) == 0) return i;
  ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                  errmsg("%s of a vietnamese dictionary can't be \"%s\"", option->defname, value),
                  errhint("It is one of %s, %s, %s.", names[0], names[1], names[2])));
}

PG_FUNCTION_INFO_V1(vietnamese_init);

Datum vietnamese_init(PG_FUNCTION_ARGS) {
  static const char *const words[] = {"add", "demand", "none", NULL};
  static const char *const marks[] = {"both", "typed", "ignored", NULL};
  dictionary *dictionary = palloc0(sizeof *dictionary);
  ListCell *cell;
  check_encoding();
  foreach (cell, (List *)PG_GETARG_POINTER(0)) {
    DefElem *option = lfirst(cell);
    if (strcmp(option->defname, "words") == 0)
      dictionary->words = choice(option, words);
    else if (strcmp(option->defname, "marks") == 0)
      dictionary->marks = choice(option, marks);
    else
      ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                      errmsg("a vietnamese dictionary has no option \"%s\"", option->defname),
                      errhint("Its options are Words and Marks.")));
  }
  PG_RETURN_POINTER(dictionary);
}

/* Lexemes in the making. */
typedef struct writer {
  TSLexeme *lexemes;
  int count;
  bool is_next_place;
} writer;

/* Adds a form, which is an alternative to the others of its place. One that no tsvector could hold is left out. */
static void add(writer *writer, const char *form, int length) {
  if (length == 0 || length >= MAXSTRLEN) return;
  TSLexeme *lexeme = &writer->lexemes[writer->count];
  lexeme->lexeme = pnstrdup(form, length);
  lexeme->nvariant = (uint16)(writer->count + 1);
  lexeme->flags = writer->is_next_place ? TSL_ADDPOS : 0;
  writer->is_next_place = false;
  writer->count += 1;
}

static void add_forms(writer *writer, const dictionary *dictionary, const char *exact, int exact_length,
                      const char *folded, int folded_length) {
  bool is_same = exact_length == folded_length && memcmp(exact, folded, exact_length) == 0;
  if (dictionary->marks != MARKS_IGNORED) add(writer, exact, exact_length);
  if (dictionary->marks == MARKS_IGNORED || (dictionary->marks == MARKS_BOTH && !is_same))
    add(writer, folded, folded_length);
}

PG_FUNCTION_INFO_V1(vietnamese_lexize);

Datum vietnamese_lexize(PG_FUNCTION_ARGS) {
  const dictionary *dictionary = (struct dictionary *)PG_GETARG_POINTER(0);
  const syllable_list *list = syllables_of((const char *)PG_GETARG_POINTER(1), PG_GETARG_INT32(2));
  if (list->count == 0) PG_RETURN_POINTER(NULL);

  bool is_word = dictionary->words != WORDS_NONE && position_count(list) > 1;
  writer writer = {palloc0(((Size)list->count * 2 + 3) * sizeof(TSLexeme)), 0, false};
  if (is_word) {
    char exact[MAXSTRLEN], folded[MAXSTRLEN];
    int exact_length = join_syllables(list, true, exact, sizeof exact);
    int folded_length = join_syllables(list, false, folded, sizeof folded);
    /* Without the word there is nothing to demand. */
    is_word = exact_length > 0 && folded_length > 0;
    if (is_word) add_forms(&writer, dictionary, exact, exact_length, folded, folded_length);
  }
  for (int i = 0; i < list->count; i++) {
    const syllable *item = &list->items[i];
    if (is_word && dictionary->words == WORDS_DEMAND && item->position == 0) continue;
    if (i > 0 && item->position != list->items[i - 1].position) writer.is_next_place = true;
    add_forms(&writer, dictionary, list->bytes + item->exact, item->exact_length, list->bytes + item->folded,
              item->folded_length);
  }
  if (writer.count == 0) PG_RETURN_POINTER(NULL);
  PG_RETURN_POINTER(writer.lexemes);
}
