#include "viet_normalize.h"
#include "viet_kernels.h"

#include <string.h>

// The method. Look at 64 bytes at once for leads of code points that could change; copy the block while
// looking. Where there are some, take them one by one: all between two of them is copied 32 bytes at a time
// without asking how many are meant, and what a letter and its marks (or a letter to take apart) become is one
// look-up of 8 bytes, so that the only branch that can be missed is the end of the block. Anything
// unusual (three marks, other scripts' marks, a code point that the tables call unclean) ends the run: the
// caller asks ICU about that one cluster and comes back.

enum { NFC, NFD, NFKC, NFKD };

typedef struct {
  uint64_t others;   // could change, or be a mark
  uint64_t letters;  // letters that the table takes apart
} masks;

// A block may be read and copied up to MARGIN bytes beyond its end.
enum { BEFORE = 8, MARGIN = 80, TAIL = BEFORE + 64 + MARGIN + 64 + MARGIN };

/// Copies the end of the text to `tail`, with what stands before `base` and with zeros behind, and returns the
/// pointer at which the offsets of the text hold.
static inline const uint8_t *tail_copy(uint8_t *tail, const uint8_t *bytes, size_t count, size_t base) {
  size_t before = base < BEFORE ? base : BEFORE;
  size_t length = count - base;
  memset(tail, 0, TAIL);
  memcpy(tail + BEFORE - before, bytes + base - before, before + length);
  return (const uint8_t *)((uintptr_t)tail + BEFORE - base);
}

static inline uint32_t decode(const uint8_t *at) {
  if (at[0] < 0x80) return at[0];
  if (at[0] < 0xE0) return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
  if (at[0] < 0xF0) return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
  return (at[0] & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
}

static inline int clean(const viet_normalize_tables *t, const uint8_t *at) {
  return viet_normalize_properties(t, decode(at)) & VIET_CLEAN;
}

static inline int boundary(const viet_normalize_tables *t, const uint8_t *at) {
  return viet_normalize_properties(t, decode(at)) & VIET_BOUNDARY;
}

/// The numbers of the one or two marks at `*end`, which moves behind them; the first as a multiple of VIET_MARKS.
static inline size_t pair_of_marks(const viet_normalize_tables *t, const uint8_t *at, size_t *end) {
  const uint8_t *mark = at + *end;
  size_t first = t->mark[mark[1] & 0x3F];
  size_t second = mark[2] == 0xCC ? t->mark[mark[3] & 0x3F] : 0;
  *end += second ? 4 : 2;
  return first * VIET_MARKS + second;
}

/// What the ASCII letter before `*end` becomes with its marks; 0: not for the table.
static inline uint64_t compose_ascii(const viet_normalize_tables *t, const uint8_t *at, size_t *end) {
  uint8_t letter = at[*end - 1] - 0x40;
  size_t pair = pair_of_marks(t, at, end);
  uint64_t entry = t->compose[(letter & 0x3F) * (size_t)(VIET_MARKS * VIET_MARKS) + pair];
  return letter < 0x40 ? entry : 0;
}

/// As `compose_ascii`, for a letter of any length in the text from `lower` on, and with a closer look at what
/// follows. `*replaced` says how many bytes the letter has.
static uint64_t compose_any(const viet_normalize_tables *t, const uint8_t *at, size_t lower, size_t *end,
                            size_t *replaced) {
  size_t i = *end, letter = i;
  while (letter > lower && i - letter < 4 && (letter == i || (at[letter] & 0xC0) == 0x80)) letter--;
  if (letter == i) return 0;
  size_t pair = pair_of_marks(t, at, end);
  if (at[*end] >= 0xCC && !boundary(t, at + *end)) return 0;
  uint32_t code_point = decode(at + letter);
  size_t row = 0;
  if (code_point >= 0x40 && code_point < 0x80) row = code_point - 0x40;
  else if (code_point >= 0xC0 && code_point < 0x1C0) row = t->row_of[code_point - 0xC0];
  else if (code_point >= 0x1EA0 && code_point < 0x1F00) row = t->row_of[0x100 + code_point - 0x1EA0];
  else return 0;
  if (row == 0 && code_point != 0x40) return 0;
  *replaced = i - letter;
  return t->compose[row * VIET_MARKS * VIET_MARKS + pair];
}

/// Where the one or two marks at `i` end, if they stand in canonical order after an ASCII letter and no third one
/// follows; 0 otherwise.
static inline size_t marks_in_order(const viet_normalize_tables *t, const uint8_t *at, size_t i) {
  if (at[i] != 0xCC || at[i - 1] >= 0x80) return 0;
  size_t end = i;
  size_t pair = pair_of_marks(t, at, &end);
  return t->ordered[pair] && (at[end] < 0xCC || boundary(t, at + end)) ? end : 0;
}

// MARK: baseline

#define TARGET
#define NAME(x) x##_baseline
#define WIDTH 16
#define BEHIND_1(v, w) __builtin_shufflevector(v, w, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
#define BEHIND_2(v, w) __builtin_shufflevector(v, w, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
#if defined(__SSE2__)
#include <emmintrin.h>
#define MASK(v) (uint32_t)_mm_movemask_epi8((__m128i)(v))
#else
typedef uint8_t bytes16 __attribute__((vector_size(16)));
static inline uint32_t mask16(bytes16 v) {
  uint64_t words[2];
  memcpy(words, &v, sizeof words);
  // One bit of each byte, gathered by a multiplication.
  uint32_t low = (uint32_t)((words[0] & 0x0101010101010101u) * 0x0102040810204080u >> 56);
  uint32_t high = (uint32_t)((words[1] & 0x0101010101010101u) * 0x0102040810204080u >> 56);
  return low | high << 8;
}
#define MASK(v) mask16(v)
#endif
#include "normalize_template.h"
#undef TARGET
#undef NAME
#undef WIDTH
#undef MASK
#undef BEHIND_1
#undef BEHIND_2

// MARK: AVX2

#if defined(__x86_64__)
#include <immintrin.h>
#define TARGET __attribute__((target("avx2,bmi,bmi2")))
#define NAME(x) x##_avx2
#define WIDTH 32
#define BEHIND_1(v, w)                                                                                              \
  __builtin_shufflevector(v, w, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, \
                          24, 25, 26, 27, 28, 29, 30, 31, 32)
#define BEHIND_2(v, w)                                                                                              \
  __builtin_shufflevector(v, w, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, \
                          25, 26, 27, 28, 29, 30, 31, 32, 33)
#define MASK(v) (uint32_t)_mm256_movemask_epi8((__m256i)(v))
#include "normalize_template.h"
#endif

viet_normalize_run *viet_normalize_kernel(int set, int form) {
#if defined(__x86_64__)
  if (set >= VIET_KERNEL_AVX2) return kernels_avx2[form];
#endif
  (void)set;
  return kernels_baseline[form];
}

viet_normalized_prefix_run *viet_normalized_prefix_kernel(int set, int form) {
#if defined(__x86_64__)
  if (set >= VIET_KERNEL_AVX2) return prefix_kernels_avx2[form];
#endif
  (void)set;
  return prefix_kernels_baseline[form];
}
