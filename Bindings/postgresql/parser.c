/* The text search parser: a text to its tokens, each byte in exactly one, blanks between them. */
#include "vietnamese.h"

#include <miscadmin.h>
#include <tsearch/ts_public.h>
#include <utils/memutils.h>

/* Bytes that are segmented before a cancelled query is noticed. */
#define PIECE (64 * 1024)
/* A blank longer than PostgreSQL's longest token is several. */
#define LONGEST_BLANK 1024

typedef struct parser {
  const char *text;
  int length;
  /* Bytes given to the stream, and bytes told as tokens. */
  int pushed, told;
  bool is_ended;
  viet_stream *stream;
  /* Tokens that the stream gave and nobody took yet. */
  viet_token *tokens;
  size_t next, count, capacity;
  MemoryContextCallback on_reset;
} parser;

/* One a backend, made when first needed: nothing is there to share before. */
static viet_segmenter *segmenter;
/* The stream of the last text that was read to its end, for the next one: to make it anew for each short text would
   have malloc give its memory back to the system and fetch it again each time. */
static viet_stream *idle;

/* Also called where an error ended the query and with it the memory of the parser. */
static void release(void *argument) {
  parser *parser = argument;
  if (parser->is_ended && idle == NULL)
    idle = parser->stream;
  else
    viet_stream_free(parser->stream);
  free(parser->tokens);
  parser->stream = NULL;
  parser->tokens = NULL;
}

static int keep_token(void *context, const viet_token *token) {
  parser *parser = context;
  if (parser->count == parser->capacity) {
    size_t capacity = parser->capacity * 2 + 64;
    viet_token *larger = realloc(parser->tokens, capacity * sizeof *larger);
    if (larger == NULL) return 1;
    parser->tokens = larger;
    parser->capacity = capacity;
  }
  parser->tokens[parser->count++] = *token;
  return 0;
}

/* The next token, which stays the next; NULL after the last. */
static const viet_token *peek(parser *parser) {
  while (parser->next == parser->count) {
    viet_error error;
    if (parser->is_ended) return NULL;
    CHECK_FOR_INTERRUPTS();
    parser->next = parser->count = 0;
    int piece = Min(parser->length - parser->pushed, PIECE);
    check_status(piece == 0 ? viet_stream_finish(parser->stream, keep_token, parser, &error)
                            : viet_stream_push(parser->stream, parser->text + parser->pushed, piece, keep_token, parser,
                                               &error),
                 &error);
    parser->pushed += piece;
    parser->is_ended = piece == 0;
  }
  return &parser->tokens[parser->next];
}

PG_FUNCTION_INFO_V1(vietnamese_start);

Datum vietnamese_start(PG_FUNCTION_ARGS) {
  viet_error error;
  check_encoding();
  if (segmenter == NULL)
    check_status(viet_segmenter_new("unit=word", NULL, 0, NULL, 0, &segmenter, &error), &error);
  parser *parser = palloc0(sizeof *parser);
  parser->text = (const char *)PG_GETARG_POINTER(0);
  parser->length = PG_GETARG_INT32(1);
  parser->on_reset = (MemoryContextCallback){.func = release, .arg = parser};
  MemoryContextRegisterResetCallback(CurrentMemoryContext, &parser->on_reset);
  parser->stream = idle;
  idle = NULL;
  if (parser->stream == NULL) check_status(viet_stream_new(segmenter, &parser->stream, &error), &error);
  PG_RETURN_POINTER(parser);
}

PG_FUNCTION_INFO_V1(vietnamese_token);

Datum vietnamese_token(PG_FUNCTION_ARGS) {
  parser *parser = (struct parser *)PG_GETARG_POINTER(0);
  const char **start = (const char **)PG_GETARG_POINTER(1);
  int *length = (int *)PG_GETARG_POINTER(2);
  const viet_token *token = peek(parser);
  int blank = (token ? (int)token->start : parser->length) - parser->told;
  *start = parser->text + parser->told;
  if (blank > 0) {
    *length = Min(blank, LONGEST_BLANK);
    parser->told += *length;
    PG_RETURN_INT32(TYPE_BLANK);
  }
  if (token == NULL) PG_RETURN_INT32(0);
  *length = (int)(token->end - token->start);
  parser->told = (int)token->end;
  parser->next += 1;
  PG_RETURN_INT32(token->kind + 1);
}

PG_FUNCTION_INFO_V1(vietnamese_end);

/* The parser's own memory stays: PostgreSQL 15 can't take a callback back. */
Datum vietnamese_end(PG_FUNCTION_ARGS) {
  release(PG_GETARG_POINTER(0));
  PG_RETURN_VOID();
}

static const char *const descriptions[] = {
  [VIET_WORD] = "Word of one or more syllables",
  [VIET_NUMBER] = "Number",
  [VIET_PUNCT] = "Punctuation",
  [VIET_SYMBOL] = "Symbol",
  [VIET_URL] = "Link",
  [VIET_EMAIL] = "E-mail address",
  [VIET_HASHTAG] = "Hashtag",
  [VIET_MENTION] = "Mention of a user",
  [VIET_EMOJI] = "Emoji",
  [VIET_ABBREV] = "Abbreviation",
  [VIET_DATE] = "Date",
  [VIET_TIME] = "Time of day",
  [VIET_OTHER] = "Anything else",
};

PG_FUNCTION_INFO_V1(vietnamese_kinds);

Datum vietnamese_kinds(PG_FUNCTION_ARGS) {
  LexDescr *kinds = palloc0((TYPE_BLANK + 1) * sizeof *kinds);
  for (int kind = VIET_WORD; kind <= VIET_OTHER; kind++)
    kinds[kind] = (LexDescr){kind + 1, pstrdup(viet_kind_name(kind)), pstrdup(descriptions[kind])};
  kinds[TYPE_BLANK - 1] = (LexDescr){TYPE_BLANK, pstrdup("blank"), pstrdup("Blanks between tokens")};
  PG_RETURN_POINTER(kinds);
}
