/* What the files of the extension share. Nothing that PostgreSQL does in a callback of the library may raise an error:
 * it would jump over frames of Swift. Callbacks return 1 and their caller raises it. */
#ifndef VIETNAMESE_H
#define VIETNAMESE_H

#include <postgres.h>
#include <fmgr.h>
#include <viettext.h>

/* The types of tokens are the kinds of the library, counted from 1, and blanks. */
enum { TYPE_WORD = VIET_WORD + 1, TYPE_BLANK = VIET_OTHER + 2 };

/* Raises an error unless all is well. */
extern void check_status(viet_status status, const viet_error *error);
/* Raises an error in a database whose texts the library can't read. */
extern void check_encoding(void);

/* One syllable of a token, or one part of a link. */
typedef struct syllable {
  /* Counted from 0, without gaps. */
  int position;
  /* Bytes of the token. */
  int start, end;
  /* Its forms, in the bytes of its list. */
  int exact, exact_length, folded, folded_length;
} syllable;

typedef struct syllable_list {
  syllable *items;
  int count, capacity;
  char *bytes;
  size_t length, bytes_capacity;
} syllable_list;

/* The syllables of a token; they live until the next call. */
extern const syllable_list *syllables_of(const char *token, int length);
/* Positions of a list. */
extern int position_count(const syllable_list *list);
/* Writes the syllables' forms with blanks between them, the exact ones or the folded ones, and gives the length; 0
   where capacity is too small. */
extern int join_syllables(const syllable_list *list, bool is_exact, char *out, int capacity);

#endif
