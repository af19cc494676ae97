#include "viet_kernels.h"

#include <string.h>

// Both variants look at whole blocks only and answer with a place where a code point starts: the caller's
// scalar truth names the exact byte. A short last block is checked in a copy padded with zeros, so that a
// sequence cut off by the end of the input meets a byte that cannot continue it.

/// Steps back from `i` over the lead of a sequence that reaches across `i`.
static size_t sequence_start(const uint8_t *bytes, size_t i) {
  if (i >= 1 && bytes[i - 1] >= 0xC0) return i - 1;
  if (i >= 2 && bytes[i - 2] >= 0xE0) return i - 2;
  if (i >= 3 && bytes[i - 3] >= 0xF0) return i - 3;
  return i;
}

// MARK: baseline

typedef uint8_t bytes16 __attribute__((vector_size(16)));

static inline bytes16 load16(const uint8_t *from) {
  bytes16 v;
  memcpy(&v, from, sizeof v);
  return v;
}

/// Nonzero where a byte is wrong after the three before it (Unicode 15.0, table 3-7), by comparisons alone.
static inline bytes16 errors16(const uint8_t *at) {
  bytes16 now = load16(at), one = load16(at - 1), two = load16(at - 2), three = load16(at - 3);
  bytes16 continues = (bytes16)((now & 0xC0) == 0x80);
  bytes16 must = (bytes16)(one >= 0xC0) | (bytes16)(two >= 0xE0) | (bytes16)(three >= 0xF0);
  bytes16 never = (bytes16)((now & 0xFE) == 0xC0) | (bytes16)(now >= 0xF5);
  bytes16 low = ((bytes16)(one == 0xE0) & (bytes16)(now < 0xA0)) | ((bytes16)(one == 0xF0) & (bytes16)(now < 0x90));
  bytes16 high =
      ((bytes16)(one == 0xED) & (bytes16)(now >= 0xA0)) | ((bytes16)(one == 0xF4) & (bytes16)(now >= 0x90));
  return (continues ^ must) | never | low | high;
}

static inline int any16(bytes16 v) {
  uint64_t words[2];
  memcpy(words, &v, sizeof v);
  return (words[0] | words[1]) != 0;
}

static inline int high16(bytes16 v) {
  uint64_t words[2];
  memcpy(words, &v, sizeof v);
  return ((words[0] | words[1]) & 0x8080808080808080u) != 0;
}

size_t viet_utf8_prefix_baseline(const uint8_t *bytes, size_t count) {
  size_t i = 0;
  uint8_t padded[3 + 64 + 16];
  // The first block has nothing before it; the last is short: both are checked in a padded copy.
  while (i < count) {
    if (i == 0 || count - i < 64) {
      size_t n = count - i < 64 ? count - i : 64;
      memset(padded, 0, sizeof padded);
      if (i >= 3) memcpy(padded, bytes + i - 3, 3);
      memcpy(padded + 3, bytes + i, n);
      size_t end = count - i <= 64 ? n + 3 : n;  // three more, to see a sequence cut off by the end
      bytes16 bad = {0};
      for (size_t k = 0; k < end; k += 16) bad |= errors16(padded + 3 + k);
      if (any16(bad)) return sequence_start(bytes, i);
      i += n;
      continue;
    }
    const uint8_t *at = bytes + i;
    bytes16 together = load16(at) | load16(at + 16) | load16(at + 32) | load16(at + 48);
    // Nothing but ASCII, and no sequence open at the block's start.
    if (!high16(together) && bytes[i - 1] < 0xC0 && bytes[i - 2] < 0xE0 && bytes[i - 3] < 0xF0) {
      i += 64;
      continue;
    }
    bytes16 bad = errors16(at) | errors16(at + 16) | errors16(at + 32) | errors16(at + 48);
    if (any16(bad)) return sequence_start(bytes, i);
    i += 64;
    // A whole number of blocks: the end can still cut a sequence off.
    if (i == count && sequence_start(bytes, i) != i) return sequence_start(bytes, i);
  }
  return count;
}

// MARK: AVX2

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2"))) static inline

// The lookup method of J. Keiser and D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte"
// (Software: Practice and Experience 51, 2021): three tables by nibble, of the byte before (high, low) and of
// the byte itself (high), hold one bit for each way in which two neighbours can be wrong; their AND is the
// set of errors. Bit 7 marks two continuations in a row, right only as the third or fourth byte.
enum {
  TOO_SHORT = 1 << 0,       // lead, then no continuation
  TOO_LONG = 1 << 1,        // ASCII, then continuation
  OVERLONG_3 = 1 << 2,      // E0, then 80..9F
  TOO_LARGE = 1 << 3,       // F4, then 90..BF, or F5..FF
  SURROGATE = 1 << 4,       // ED, then A0..BF
  OVERLONG_2 = 1 << 5,      // C0, C1
  TOO_LARGE_1000 = 1 << 6,  // F5..FF, then 80..8F; shared with F0, then 80..8F
  OVERLONG_4 = 1 << 6,
  TWO_CONTINUATIONS = 1 << 7,
  CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS,
};

AVX2 __m256i table(char a, char b, char c, char d, char e, char f, char g, char h, char i, char j, char k, char l,
                   char m, char n, char o, char p) {
  return _mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o,
                          p);
}

AVX2 __m256i high_nibble(__m256i v) { return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(0x0F)); }

/// The bytes that stand `n` places earlier.
#define EARLIER(now, before, n) _mm256_alignr_epi8(now, _mm256_permute2x128_si256(before, now, 0x21), 16 - (n))

AVX2 __m256i errors32(__m256i now, __m256i before) {
  const __m256i by_high_1 = table(
      TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, (char)TWO_CONTINUATIONS,
      (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
      TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
  const char large = (char)(CARRY | TOO_LARGE | TOO_LARGE_1000);
  const __m256i by_low_1 =
      table((char)(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char)(CARRY | OVERLONG_2), (char)CARRY, (char)CARRY,
            (char)(CARRY | TOO_LARGE), large, large, large, large, large, large, large, large,
            (char)(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE), large, large);
  const char sound = TOO_SHORT;
  const __m256i by_high_2 =
      table(sound, sound, sound, sound, sound, sound, sound, sound,
            (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4),
            (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE),
            (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE),
            (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE), sound, sound, sound, sound);
  __m256i one = EARLIER(now, before, 1);
  __m256i two = EARLIER(now, before, 2);
  __m256i three = EARLIER(now, before, 3);
  __m256i low = _mm256_and_si256(one, _mm256_set1_epi8(0x0F));
  __m256i special =
      _mm256_and_si256(_mm256_and_si256(_mm256_shuffle_epi8(by_high_1, high_nibble(one)),
                                        _mm256_shuffle_epi8(by_low_1, low)),
                       _mm256_shuffle_epi8(by_high_2, high_nibble(now)));
  // Bit 7 must be set exactly where a third or fourth byte is due.
  __m256i third = _mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xE0 - 0x80)));
  __m256i fourth = _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xF0 - 0x80)));
  __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
  return _mm256_xor_si256(due, special);
}

/// Nonzero where the block ends inside a sequence.
AVX2 __m256i unfinished32(__m256i block) {
  const __m256i most = _mm256_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                        -1, -1, -1, -1, -1, -1, -1, -1, -1, (char)(0xF0 - 1), (char)(0xE0 - 1),
                                        (char)(0xC0 - 1));
  return _mm256_subs_epu8(block, most);
}

__attribute__((target("avx2,bmi,bmi2"))) size_t viet_utf8_prefix_avx2(const uint8_t *bytes,
                                                                                      size_t count) {
  __m256i before = _mm256_setzero_si256();
  __m256i unfinished = _mm256_setzero_si256();
  size_t i = 0;
  while (i < count) {
    __m256i a, b;
    if (count - i >= 64) {
      a = _mm256_loadu_si256((const __m256i *)(bytes + i));
      b = _mm256_loadu_si256((const __m256i *)(bytes + i + 32));
    } else {
      uint8_t padded[64] = {0};
      memcpy(padded, bytes + i, count - i);
      a = _mm256_loadu_si256((const __m256i *)padded);
      b = _mm256_loadu_si256((const __m256i *)(padded + 32));
    }
    if (_mm256_movemask_epi8(_mm256_or_si256(a, b)) == 0) {
      if (!_mm256_testz_si256(unfinished, unfinished)) return sequence_start(bytes, i);
      unfinished = _mm256_setzero_si256();
    } else {
      __m256i bad = _mm256_or_si256(errors32(a, before), errors32(b, a));
      if (!_mm256_testz_si256(bad, bad)) return sequence_start(bytes, i);
      unfinished = unfinished32(b);
    }
    before = b;
    i += 64;
  }
  if (!_mm256_testz_si256(unfinished, unfinished)) return sequence_start(bytes, count);
  return count;
}

#else

size_t viet_utf8_prefix_avx2(const uint8_t *bytes, size_t count) { return viet_utf8_prefix_baseline(bytes, count); }

#endif
