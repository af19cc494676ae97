/* VietText: normalise, convert, segment, analyse, index and search Vietnamese text.
 *
 * Conventions that hold for every function:
 *
 * - Text is UTF-8, a pointer and a length in bytes, not zero-terminated. Malformed bytes are never an error unless a
 *   handle was made with "invalid=strict". NULL is a text of length 0. Offsets are half-open byte ranges of the
 *   caller's text.
 * - A function that can fail returns a viet_status: VIET_OK, or why not, with the rest told in *error, which belongs
 *   to the caller and may be NULL. Nothing is printed, and bad data never ends the process.
 * - Results go to memory of the caller's. Where it is too small the status is VIET_BUFFER_TOO_SMALL and the length says
 *   what would have been enough.
 * - Handles are made by ..._new, ..._open, ..._create and given back by ..._free, which takes NULL. One handle may be
 *   used by any number of threads at once, but for viet_stream, viet_results and viet_index_writer: one thread at a
 *   time. No function starts a thread. Handles do not outlive fork() in use by another thread of the parent.
 * - Options are a string of words, "name" or "name=value", with blanks between them; NULL or "" for the defaults.
 *   They are named as those of the program viet are.
 * - Callbacks return 0 to go on; any other value ends the call with VIET_STOPPED. What they are given lives until they
 *   return.
 */
#ifndef VIETTEXT_H
#define VIETTEXT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* MARK: Version */

/* Counts changes after which a program must be compiled anew; functions are only added within one number. */
#define VIET_ABI_VERSION 1

/* The VIET_ABI_VERSION that the library was built with. */
int32_t viet_abi_version(void);
/* The release, such as "0.1.0". */
const char *viet_version(void);
/* Lines of "name value": ICU, Unicode, index format, word model, kernels. */
const char *viet_version_details(void);

/* MARK: Errors */

typedef int32_t viet_status;
enum {
  VIET_OK = 0,
  /* An argument that the function's description excludes. */
  VIET_INVALID_ARGUMENT = 1,
  /* The caller's memory is too small; the length says what is needed. */
  VIET_BUFFER_TOO_SMALL = 2,
  /* Bytes that mean nothing in their encoding, where that was to be an error. */
  VIET_MALFORMED = 3,
  /* A character that the target encoding does not have. */
  VIET_UNMAPPABLE = 4,
  /* More than the function can take at once. */
  VIET_TOO_LARGE = 5,
  /* A callback returned something else than 0. */
  VIET_STOPPED = 6,
  /* No such file, index, document or field. */
  VIET_NOT_FOUND = 7,
  /* There is something already where a new index was to be made. */
  VIET_EXISTS = 8,
  /* Another writer has the index open. */
  VIET_LOCKED = 9,
  /* The system refused a call on a file. */
  VIET_IO = 10,
  /* Bytes of an index or a model are not what was written. */
  VIET_CORRUPT = 11,
  /* Made with another analyzer, schema or version of the data. */
  VIET_MISMATCH = 12,
  /* The index can't answer such a query. */
  VIET_BAD_QUERY = 13,
  /* Written by a release too old or too new. */
  VIET_UNSUPPORTED = 14
};

typedef struct viet_error {
  viet_status status;
  /* Bytes from the start of the input to what is wrong; -1 where that means nothing. In calls over several texts: the
     number of the text. */
  int64_t offset;
  /* What is wrong and what to do about it: UTF-8, zero-terminated. */
  char message[240];
} viet_error;

/* The name of a status, such as "buffer too small". */
const char *viet_status_name(viet_status status);

/* MARK: Normalising */

typedef struct viet_normalizer viet_normalizer;

/* Options: form=nfc|nfd|nfkc|nfkd|none tone=keep|new|old yi=keep|i|y repair strip fold invalid=replace|strict|pass. */
viet_status viet_normalizer_new(const char *options, viet_normalizer **normalizer, viet_error *error);
void viet_normalizer_free(viet_normalizer *normalizer);

/* Writes the rewritten text to out and its length to *length. 1.5 times the length of the text is nearly always enough
   room. */
viet_status viet_normalize(const viet_normalizer *normalizer, const char *text, size_t text_length, char *out,
                           size_t capacity, size_t *length, viet_error *error);

/* Rewrites count texts that stand back to back: text i is texts[offsets[i]] up to texts[offsets[i + 1]], so there are
   count + 1 offsets. The results stand back to back in out, with count + 1 offsets in out_offsets. */
viet_status viet_normalize_batch(const viet_normalizer *normalizer, const char *texts, const int64_t *offsets,
                                 size_t count, char *out, size_t capacity, int64_t *out_offsets, size_t *length,
                                 viet_error *error);

/* Writes the search key of a text: lower case, no marks, compatibility forms. The same as a normalizer of "fold". */
viet_status viet_fold(const char *text, size_t text_length, char *out, size_t capacity, size_t *length,
                      viet_error *error);

/* MARK: Encodings */

typedef struct viet_converter viet_converter;

/* Options: from=ENCODING to=ENCODING (default utf-8) unmappable=error|replace|escape|lower
   invalid=replace|strict|pass keep-foreign tone=old|new. Encodings as viet convert names them. */
viet_status viet_converter_new(const char *options, viet_converter **converter, viet_error *error);
void viet_converter_free(viet_converter *converter);

/* Converts a whole text. */
viet_status viet_convert(const viet_converter *converter, const char *bytes, size_t bytes_length, char *out,
                         size_t capacity, size_t *length, viet_error *error);

/* Names the likeliest encoding of a sample: a name that viet_converter_new takes, "not-vietnamese" or "binary".
   *confidence, which may be NULL, is from 0 to 1. Never fails. */
const char *viet_detect(const char *bytes, size_t bytes_length, double *confidence);

/* MARK: Restoring */

typedef struct viet_restorer viet_restorer;

/* Puts diacritics back. Options: tone=old|new, where the mark goes in the open rimes of what is restored;
   min-confidence=0...100, in per cent, below which a syllable is left as it was typed; invalid=replace|strict|pass. model,
   which may be NULL, is the content of a model file, which is copied. */
viet_status viet_restorer_new(const char *options, const void *model, size_t model_length, viet_restorer **restorer,
                              viet_error *error);
void viet_restorer_free(viet_restorer *restorer);

/* Writes the text with its diacritics to out, in NFC. 1.5 times the length of the text is nearly always enough room. */
viet_status viet_restore(const viet_restorer *restorer, const char *text, size_t text_length, char *out,
                         size_t capacity, size_t *length, viet_error *error);

/* Restores count texts that stand back to back, as viet_normalize_batch takes and gives them. */
viet_status viet_restore_batch(const viet_restorer *restorer, const char *texts, const int64_t *offsets, size_t count,
                               char *out, size_t capacity, int64_t *out_offsets, size_t *length, viet_error *error);

/* One way to spell the syllable that stands at start..end of the text. rank counts from 0, the likeliest; scores of a
   syllable add up to at most 1. The spelling is zero-terminated UTF-8. */
typedef struct viet_candidate {
  uint64_t start;
  uint64_t end;
  const char *spelling;
  size_t rank;
  double score;
} viet_candidate;

typedef int (*viet_candidate_callback)(void *context, const viet_candidate *candidate);

/* Calls callback with the limit likeliest spellings of each syllable that may bear marks, in the order of the text.
   Malformed bytes, always as under invalid=replace, bound a stretch. */
viet_status viet_restore_candidates(const viet_restorer *restorer, const char *text, size_t text_length, size_t limit,
                                    viet_candidate_callback callback, void *context, viet_error *error);

/* MARK: Segmenting */

/* What a token is. */
typedef uint8_t viet_kind;
enum {
  VIET_WORD = 0,
  VIET_NUMBER = 1,
  VIET_PUNCT = 2,
  VIET_SYMBOL = 3,
  VIET_URL = 4,
  VIET_EMAIL = 5,
  VIET_HASHTAG = 6,
  VIET_MENTION = 7,
  VIET_EMOJI = 8,
  VIET_ABBREV = 9,
  VIET_DATE = 10,
  VIET_TIME = 11,
  VIET_OTHER = 12
};

/* The name of a kind, such as "word". */
const char *viet_kind_name(viet_kind kind);

/* What else is known of a token. */
enum {
  /* The first of its sentence. */
  VIET_SENTENCE_START = 1,
  /* Blanks stand before it, or the text starts with it. */
  VIET_BLANK_BEFORE = 2,
  /* A line ended before it, or the text starts with it. */
  VIET_NEWLINE_BEFORE = 4,
  /* Holds malformed UTF-8. */
  VIET_HAS_MALFORMED = 8
};

/* One token: a stretch of the text that starts and ends with no blank. */
typedef struct viet_token {
  /* Bytes from the start of the text, or of the stream. */
  uint64_t start;
  uint64_t end;
  /* Syllables that the word consists of; of other tokens 1. */
  uint32_t syllables;
  viet_kind kind;
  uint8_t flags;
} viet_token;

typedef int (*viet_token_callback)(void *context, const viet_token *token);

typedef struct viet_segmenter viet_segmenter;

/* Options: unit=word|syllable|sentence, and join-lines for hard-wrapped text, in which only an empty line ends a
   paragraph. A sentence is a token from its first to its last unit. lexicon, which may be NULL, are extra words, one a
   line: word, or word<TAB>weight. model, which may be NULL, is the content of a model file. */
viet_status viet_segmenter_new(const char *options, const char *lexicon, size_t lexicon_length, const void *model,
                               size_t model_length, viet_segmenter **segmenter, viet_error *error);
void viet_segmenter_free(viet_segmenter *segmenter);

/* Calls callback with each token of a whole text, in order. Every byte that is no blank is in exactly one token. */
viet_status viet_segment(const viet_segmenter *segmenter, const char *text, size_t text_length,
                         viet_token_callback callback, void *context, viet_error *error);

/* A text that arrives in pieces, cut anywhere: the tokens are those of the whole, offsets count from the first byte.
   A stream keeps the segmenter alive. */
typedef struct viet_stream viet_stream;
viet_status viet_stream_new(const viet_segmenter *segmenter, viet_stream **stream, viet_error *error);
void viet_stream_free(viet_stream *stream);
/* Takes more bytes; callback gets the tokens that nothing to come can change. After VIET_STOPPED a stream can only be
   freed. */
viet_status viet_stream_push(viet_stream *stream, const char *bytes, size_t bytes_length, viet_token_callback callback,
                             void *context, viet_error *error);
/* Ends the text; callback gets the rest. The stream is then ready for another text. */
viet_status viet_stream_finish(viet_stream *stream, viet_token_callback callback, void *context, viet_error *error);

/* What offsets count. */
typedef int32_t viet_offset_unit;
enum { VIET_BYTES = 0, VIET_CODE_POINTS = 1, VIET_UTF16 = 2 };

/* Where the tokens of several texts go, an array for each property. Arrays that are NULL are left out; the others
   have room for capacity elements, text_offsets for one more, token_offsets for one more than there are texts. */
typedef struct viet_token_arrays {
  size_t capacity;
  /* Out: tokens in all; more than capacity when the status is VIET_BUFFER_TOO_SMALL. */
  size_t count;
  int32_t *starts;
  int32_t *ends;
  uint8_t *kinds;
  uint8_t *flags;
  /* The tokens of text i are those from token_offsets[i] up to token_offsets[i + 1]. */
  int64_t *token_offsets;
  /* The tokens as they stand in their texts, back to back; text_capacity bytes. Needs text_offsets. */
  char *text;
  size_t text_capacity;
  /* Out: bytes needed in text. */
  size_t text_length;
  int64_t *text_offsets;
} viet_token_arrays;

/* Segments texts that stand back to back, as viet_normalize_batch takes them; offsets of tokens count from the start of
   their text. */
viet_status viet_segment_batch(const viet_segmenter *segmenter, const char *texts, const int64_t *offsets, size_t count,
                               viet_offset_unit unit, viet_token_arrays *tokens, viet_error *error);

/* What viet_segment_text puts between syllables of a word, words of a sentence, and sentences. */
typedef struct viet_separators {
  char syllable;
  char token;
  char sentence;
} viet_separators;

/* Writes texts in segmented form, as viet tokenize does; malformed bytes become U+FFFD. separators may be NULL for
   '_', ' ' and '\n'. Takes and gives texts as viet_normalize_batch does. */
viet_status viet_segment_text_batch(const viet_segmenter *segmenter, const char *texts, const int64_t *offsets,
                                    size_t count, const viet_separators *separators, char *out, size_t capacity,
                                    int64_t *out_offsets, size_t *length, viet_error *error);

/* MARK: Analysing */

/* Why a text is analysed. */
typedef int32_t viet_purpose;
enum { VIET_DOCUMENT = 0, VIET_QUERY = 1, VIET_PREFIX_QUERY = 2 };

/* One term at one place, as an index holds it. */
typedef struct viet_term {
  /* Lower case without marks. */
  const char *folded;
  size_t folded_length;
  /* Lower case with marks; a tone mark in the open rimes oa, oe, uy stands on the second letter. */
  const char *exact;
  size_t exact_length;
  /* Place in the text, counted in syllables from 0; a word shares that of its first syllable. */
  uint32_t position;
  /* Syllables that the term covers. */
  uint32_t span;
  /* Bytes of the text. */
  uint32_t start;
  uint32_t end;
} viet_term;

typedef int (*viet_term_callback)(void *context, const viet_term *term);

typedef struct viet_analyzer viet_analyzer;

/* name: vi, vi-syllable, vi-folded, whitespace or keyword; NULL for vi. The lists, each of which may be NULL, have
   one entry a line: words that are left out, groups of synonyms with commas between them, and extra words as
   viet_segmenter_new takes them (for vi only). */
viet_status viet_analyzer_new(const char *name, const char *stopwords, size_t stopwords_length, const char *synonyms,
                              size_t synonyms_length, const char *lexicon, size_t lexicon_length,
                              viet_analyzer **analyzer, viet_error *error);
void viet_analyzer_free(viet_analyzer *analyzer);

/* Calls callback with each term, in order of position. */
viet_status viet_analyze(const viet_analyzer *analyzer, const char *text, size_t text_length, viet_purpose purpose,
                         viet_term_callback callback, void *context, viet_error *error);

/* MARK: Tokens for the full-text search of databases */

/* tflags: VIET_COLOCATED for another form of the token before. The arguments are those of FTS5's xToken. */
typedef int (*viet_fts_callback)(void *context, int tflags, const char *token, int token_length, int start, int end);
enum { VIET_COLOCATED = 1 };

typedef struct viet_fts viet_fts;

/* Options: word|syllable|folded marks=typed|ignored. syllable (the default) gives each syllable as it is spelled and,
   at the same place, without marks; word gives words of several syllables at the place of their first syllable, too;
   folded gives syllables without marks only. In a query, a syllable with marks is sought as it is spelled and one
   without in all spellings; marks=ignored seeks all spellings of both; word demands that words are words in the text. */
viet_status viet_fts_new(const char *options, viet_fts **fts, viet_error *error);
void viet_fts_free(viet_fts *fts);
/* The text has less than 2 GiB. What callback returns other than 0 comes back in *stopped, which may be NULL. */
viet_status viet_fts_tokenize(const viet_fts *fts, const char *text, size_t text_length, viet_purpose purpose,
                              viet_fts_callback callback, void *context, int *stopped, viet_error *error);

/* MARK: Building an index */

/* What a field holds. */
typedef int32_t viet_field_kind;
enum {
  /* Analysed into terms. */
  VIET_FIELD_TEXT = 0,
  /* One term as it is. */
  VIET_FIELD_KEYWORD = 1,
  /* A 64-bit floating-point number. */
  VIET_FIELD_NUMBER = 2,
  /* An ISO 8601 date. */
  VIET_FIELD_DATE = 3
};

/* What a commit left behind. */
typedef struct viet_commit {
  uint64_t generation;
  /* Documents that can be found. */
  uint64_t documents;
  /* Documents deleted or replaced that still take room. */
  uint64_t deleted;
  uint64_t segments;
  uint64_t bytes;
  /* Documents of this commit whose id another document of the same commit took over. */
  uint64_t duplicates;
} viet_commit;

typedef struct viet_index_writer viet_index_writer;

/* Starts a new index in a folder that is missing or empty. Nothing is visible before the first commit. analyzer, which
   may be NULL for vi, need not outlive the call. Options: memory=64M no-positions overwrite (an index of ours). */
viet_status viet_index_writer_create(const char *path, const viet_analyzer *analyzer, const char *options,
                                     viet_index_writer **writer, viet_error *error);
/* Opens an index to change it. Options: memory=64M. */
viet_status viet_index_writer_open(const char *path, const char *options, viet_index_writer **writer,
                                   viet_error *error);
/* Closes; what was not committed is gone. */
void viet_index_writer_free(viet_index_writer *writer);

/* Finds or adds a field; *number names it in viet_index_writer_add. */
viet_status viet_index_writer_field(viet_index_writer *writer, const char *name, viet_field_kind kind, int is_stored,
                                    float boost, int32_t *number, viet_error *error);

/* Starts a document; one that has its id, of 1 to 65535 bytes, is replaced. */
viet_status viet_index_writer_begin(viet_index_writer *writer, const char *id, size_t id_length, viet_error *error);
/* Adds a value to the document. Numbers and dates are read from their spelling. A field may have several values. */
viet_status viet_index_writer_add(viet_index_writer *writer, int32_t field, const char *value, size_t value_length,
                                  viet_error *error);
/* Ends the document. After VIET_IO only viet_index_writer_free may follow. */
viet_status viet_index_writer_end(viet_index_writer *writer, viet_error *error);

/* Deletes the document of that id; *found, which may be NULL, tells whether there was one. */
viet_status viet_index_writer_delete(viet_index_writer *writer, const char *id, size_t id_length, int *found,
                                     viet_error *error);
/* Adds all documents of another index with the same analyzer; they replace those of the same ids. */
viet_status viet_index_writer_merge(viet_index_writer *writer, const char *path, viet_error *error);

/* Makes all changes so far visible and durable, or none of them. *commit may be NULL. */
viet_status viet_index_writer_commit(viet_index_writer *writer, viet_commit *commit, viet_error *error);
/* Commits, and makes one segment of all. */
viet_status viet_index_writer_compact(viet_index_writer *writer, viet_commit *commit, viet_error *error);

/* MARK: Searching an index */

typedef struct viet_index viet_index;

/* Opens the last commit; later commits do not change what is seen. */
viet_status viet_index_open(const char *path, viet_index **index, viet_error *error);
void viet_index_free(viet_index *index);

viet_status viet_index_info(const viet_index *index, viet_commit *commit, viet_error *error);
int32_t viet_index_field_count(const viet_index *index);
/* The name of a field, which lives as long as the index, and its kind; NULL where there is no such field. */
const char *viet_index_field(const viet_index *index, int32_t number, viet_field_kind *kind);

typedef struct viet_results viet_results;

/* Answers a query in the language of viet search. Options: limit=10 offset=0 sort=FIELD[:desc] fields=A,B facets=A,B
   exact-diacritics count. filter, which may be NULL, restricts without counting for the rank. Results keep the index
   alive. */
viet_status viet_search(const viet_index *index, const char *query, size_t query_length, const char *filter,
                        size_t filter_length, const char *options, viet_results **results, viet_error *error);
void viet_results_free(viet_results *results);

/* Hits at hand. */
size_t viet_results_count(const viet_results *results);
/* Documents found; a lower bound unless *is_exact, which may be NULL. */
uint64_t viet_results_total(const viet_results *results, int *is_exact);

typedef struct viet_hit {
  /* Lives as long as the results. */
  const char *id;
  size_t id_length;
  float score;
  uint32_t document;
} viet_hit;

viet_status viet_results_hit(viet_results *results, size_t number, viet_hit *hit, viet_error *error);

/* A stored value, and a stretch of it: the whole for viet_results_fields, what matched for viet_results_highlights. */
typedef struct viet_value {
  int32_t field;
  viet_field_kind kind;
  /* Which of the values of its field in the document it is, from 0. */
  uint32_t number;
  const char *value;
  size_t value_length;
  size_t start;
  size_t end;
} viet_value;

typedef int (*viet_value_callback)(void *context, const viet_value *value);

/* The stored values of a hit, in the order added. */
viet_status viet_results_fields(viet_results *results, size_t number, viet_value_callback callback, void *context,
                                viet_error *error);
/* What matched in the stored text of a hit: ascending in each value, not overlapping. */
viet_status viet_results_highlights(viet_results *results, size_t number, viet_value_callback callback, void *context,
                                    viet_error *error);

typedef int (*viet_facet_callback)(void *context, const char *value, size_t value_length, uint64_t count);
/* The values of a facet that was asked for, the most frequent first. */
viet_status viet_results_facet(viet_results *results, const char *field, viet_facet_callback callback, void *context,
                               viet_error *error);

typedef int (*viet_warning_callback)(void *context, size_t start, size_t end, const char *message);
/* What of the query was not understood, with its place in the query. */
viet_status viet_results_warnings(viet_results *results, viet_warning_callback callback, void *context,
                                  viet_error *error);

#ifdef __cplusplus
}
#endif
#endif
