// Normalisation of UTF-8 for what Vietnamese text is made of; everything else is left to the caller (ICU).
#ifndef VIET_NORMALIZE_H
#define VIET_NORMALIZE_H

#include <stddef.h>
#include <stdint.h>

/// Where the embedded tables lie. An entry holds up to 7 bytes of output, lowest first, and their number on top;
/// 0: not in the table.
typedef struct {
  /// [row][first mark][second mark]: 64 rows for U+0040..007F, then one for each letter of `row_of`.
  const uint64_t *compose;
  /// Row of U+00C0..01BF, then of U+1EA0..1EFF; 0: none.
  const uint8_t *row_of;
  /// Number of the mark U+0300..033F, 1..8; 0: none of ours.
  const uint8_t *mark;
  /// [first mark][second mark], numbered from 0 (none): 1 where they stand in canonical order.
  const uint8_t *ordered;
  /// Decomposition of U+00C0..027F, then of U+1E00..1EFF; a letter without one is its own.
  const uint64_t *decompose;
  /// For each 256 code points below U+30000 which page of `pages`.
  const uint16_t *page_of;
  /// 2 bits a code point, lowest first: VIET_CLEAN, VIET_BOUNDARY.
  const uint8_t *pages;
} viet_normalize_tables;

enum {
  VIET_CLEAN = 1,     // normalised, class 0, and nothing before it matters
  VIET_BOUNDARY = 2,  // nothing before it matters
};

enum {
  VIET_MARKS = 9,               // the eight marks of Vietnamese and "none"
  VIET_TWO_BYTE_LETTERS = 448,  // entries of `decompose` before U+1E00
};

/// The properties of `code_point` in the form that the tables are of.
static inline int viet_normalize_properties(const viet_normalize_tables *t, uint32_t code_point) {
  if (code_point >= 0x30000) return VIET_CLEAN | VIET_BOUNDARY;
  return t->pages[t->page_of[code_point >> 8] * 64u + ((code_point & 0xFF) >> 2)] >> (code_point & 3) * 2 & 3;
}

/// Room that a kernel wants behind what it has written before it looks at another block.
enum { VIET_NORMALIZE_ROOM = 384 };

/// Normalises `bytes[from..<count]`, well-formed UTF-8, and returns where it stopped: at `count`; where less than
/// VIET_NORMALIZE_ROOM bytes were left before `out_end` (call again from there with more room, after what was
/// written); or at the first code point that the tables can't decide. `bytes[lower..<from]` has been normalised
/// before, and `lower` is a boundary or the start. All before the place returned has been written to `out`; what
/// was written for the code points right before it, back to the last boundary, is a plain copy.
typedef size_t viet_normalize_run(const viet_normalize_tables *tables, const uint8_t *bytes, size_t count,
                                  size_t lower, size_t from, uint8_t *out, uint8_t *out_end, size_t *written);

/// By kernel set and form (0 NFC, 1 NFD, 2 NFKC, 3 NFKD).
viet_normalize_run *viet_normalize_kernel(int set, int form);

/// As above without output: returns the first code point that is not known to be normalised, or `count`.
typedef size_t viet_normalized_prefix_run(const viet_normalize_tables *tables, const uint8_t *bytes, size_t count,
                                          size_t from);
viet_normalized_prefix_run *viet_normalized_prefix_kernel(int set, int form);

#endif
