#include "viet_kernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

/// For each byte the places of its ones, lowest first, a byte each.
static const uint64_t places_of_ones[256] = {
    0x0000000000000000ull, 0x0000000000000000ull, 0x0000000000000001ull, 0x0000000000000100ull,
    0x0000000000000002ull, 0x0000000000000200ull, 0x0000000000000201ull, 0x0000000000020100ull,
    0x0000000000000003ull, 0x0000000000000300ull, 0x0000000000000301ull, 0x0000000000030100ull,
    0x0000000000000302ull, 0x0000000000030200ull, 0x0000000000030201ull, 0x0000000003020100ull,
    0x0000000000000004ull, 0x0000000000000400ull, 0x0000000000000401ull, 0x0000000000040100ull,
    0x0000000000000402ull, 0x0000000000040200ull, 0x0000000000040201ull, 0x0000000004020100ull,
    0x0000000000000403ull, 0x0000000000040300ull, 0x0000000000040301ull, 0x0000000004030100ull,
    0x0000000000040302ull, 0x0000000004030200ull, 0x0000000004030201ull, 0x0000000403020100ull,
    0x0000000000000005ull, 0x0000000000000500ull, 0x0000000000000501ull, 0x0000000000050100ull,
    0x0000000000000502ull, 0x0000000000050200ull, 0x0000000000050201ull, 0x0000000005020100ull,
    0x0000000000000503ull, 0x0000000000050300ull, 0x0000000000050301ull, 0x0000000005030100ull,
    0x0000000000050302ull, 0x0000000005030200ull, 0x0000000005030201ull, 0x0000000503020100ull,
    0x0000000000000504ull, 0x0000000000050400ull, 0x0000000000050401ull, 0x0000000005040100ull,
    0x0000000000050402ull, 0x0000000005040200ull, 0x0000000005040201ull, 0x0000000504020100ull,
    0x0000000000050403ull, 0x0000000005040300ull, 0x0000000005040301ull, 0x0000000504030100ull,
    0x0000000005040302ull, 0x0000000504030200ull, 0x0000000504030201ull, 0x0000050403020100ull,
    0x0000000000000006ull, 0x0000000000000600ull, 0x0000000000000601ull, 0x0000000000060100ull,
    0x0000000000000602ull, 0x0000000000060200ull, 0x0000000000060201ull, 0x0000000006020100ull,
    0x0000000000000603ull, 0x0000000000060300ull, 0x0000000000060301ull, 0x0000000006030100ull,
    0x0000000000060302ull, 0x0000000006030200ull, 0x0000000006030201ull, 0x0000000603020100ull,
    0x0000000000000604ull, 0x0000000000060400ull, 0x0000000000060401ull, 0x0000000006040100ull,
    0x0000000000060402ull, 0x0000000006040200ull, 0x0000000006040201ull, 0x0000000604020100ull,
    0x0000000000060403ull, 0x0000000006040300ull, 0x0000000006040301ull, 0x0000000604030100ull,
    0x0000000006040302ull, 0x0000000604030200ull, 0x0000000604030201ull, 0x0000060403020100ull,
    0x0000000000000605ull, 0x0000000000060500ull, 0x0000000000060501ull, 0x0000000006050100ull,
    0x0000000000060502ull, 0x0000000006050200ull, 0x0000000006050201ull, 0x0000000605020100ull,
    0x0000000000060503ull, 0x0000000006050300ull, 0x0000000006050301ull, 0x0000000605030100ull,
    0x0000000006050302ull, 0x0000000605030200ull, 0x0000000605030201ull, 0x0000060503020100ull,
    0x0000000000060504ull, 0x0000000006050400ull, 0x0000000006050401ull, 0x0000000605040100ull,
    0x0000000006050402ull, 0x0000000605040200ull, 0x0000000605040201ull, 0x0000060504020100ull,
    0x0000000006050403ull, 0x0000000605040300ull, 0x0000000605040301ull, 0x0000060504030100ull,
    0x0000000605040302ull, 0x0000060504030200ull, 0x0000060504030201ull, 0x0006050403020100ull,
    0x0000000000000007ull, 0x0000000000000700ull, 0x0000000000000701ull, 0x0000000000070100ull,
    0x0000000000000702ull, 0x0000000000070200ull, 0x0000000000070201ull, 0x0000000007020100ull,
    0x0000000000000703ull, 0x0000000000070300ull, 0x0000000000070301ull, 0x0000000007030100ull,
    0x0000000000070302ull, 0x0000000007030200ull, 0x0000000007030201ull, 0x0000000703020100ull,
    0x0000000000000704ull, 0x0000000000070400ull, 0x0000000000070401ull, 0x0000000007040100ull,
    0x0000000000070402ull, 0x0000000007040200ull, 0x0000000007040201ull, 0x0000000704020100ull,
    0x0000000000070403ull, 0x0000000007040300ull, 0x0000000007040301ull, 0x0000000704030100ull,
    0x0000000007040302ull, 0x0000000704030200ull, 0x0000000704030201ull, 0x0000070403020100ull,
    0x0000000000000705ull, 0x0000000000070500ull, 0x0000000000070501ull, 0x0000000007050100ull,
    0x0000000000070502ull, 0x0000000007050200ull, 0x0000000007050201ull, 0x0000000705020100ull,
    0x0000000000070503ull, 0x0000000007050300ull, 0x0000000007050301ull, 0x0000000705030100ull,
    0x0000000007050302ull, 0x0000000705030200ull, 0x0000000705030201ull, 0x0000070503020100ull,
    0x0000000000070504ull, 0x0000000007050400ull, 0x0000000007050401ull, 0x0000000705040100ull,
    0x0000000007050402ull, 0x0000000705040200ull, 0x0000000705040201ull, 0x0000070504020100ull,
    0x0000000007050403ull, 0x0000000705040300ull, 0x0000000705040301ull, 0x0000070504030100ull,
    0x0000000705040302ull, 0x0000070504030200ull, 0x0000070504030201ull, 0x0007050403020100ull,
    0x0000000000000706ull, 0x0000000000070600ull, 0x0000000000070601ull, 0x0000000007060100ull,
    0x0000000000070602ull, 0x0000000007060200ull, 0x0000000007060201ull, 0x0000000706020100ull,
    0x0000000000070603ull, 0x0000000007060300ull, 0x0000000007060301ull, 0x0000000706030100ull,
    0x0000000007060302ull, 0x0000000706030200ull, 0x0000000706030201ull, 0x0000070603020100ull,
    0x0000000000070604ull, 0x0000000007060400ull, 0x0000000007060401ull, 0x0000000706040100ull,
    0x0000000007060402ull, 0x0000000706040200ull, 0x0000000706040201ull, 0x0000070604020100ull,
    0x0000000007060403ull, 0x0000000706040300ull, 0x0000000706040301ull, 0x0000070604030100ull,
    0x0000000706040302ull, 0x0000070604030200ull, 0x0000070604030201ull, 0x0007060403020100ull,
    0x0000000000070605ull, 0x0000000007060500ull, 0x0000000007060501ull, 0x0000000706050100ull,
    0x0000000007060502ull, 0x0000000706050200ull, 0x0000000706050201ull, 0x0000070605020100ull,
    0x0000000007060503ull, 0x0000000706050300ull, 0x0000000706050301ull, 0x0000070605030100ull,
    0x0000000706050302ull, 0x0000070605030200ull, 0x0000070605030201ull, 0x0007060503020100ull,
    0x0000000007060504ull, 0x0000000706050400ull, 0x0000000706050401ull, 0x0000070605040100ull,
    0x0000000706050402ull, 0x0000070605040200ull, 0x0000070605040201ull, 0x0007060504020100ull,
    0x0000000706050403ull, 0x0000070605040300ull, 0x0000070605040301ull, 0x0007060504030100ull,
    0x0000070605040302ull, 0x0007060504030200ull, 0x0007060504030201ull, 0x0706050403020100ull,
};

static inline uint64_t bits_at(const uint8_t *bytes, size_t bit) {
  uint64_t word;
  memcpy(&word, bytes + (bit >> 3), sizeof word);
  return word >> (bit & 7);
}

/// Writes where the first `count` ones are, counted from `bit`; returns how many there were, which a damaged set
/// may have more of than `count`: `places` has room for 56 + 8 more.
__attribute__((target("avx2,bmi,bmi2,popcnt"))) static size_t ones(
    const uint8_t *bytes, size_t bit, size_t length, size_t count, uint32_t *places) {
  size_t found = 0;
  for (size_t read = 0; found < count && read < length; read += 56) {
    uint64_t word = bits_at(bytes, bit + read);
    size_t left = length - read;
    word &= (UINT64_C(1) << (left < 56 ? left : 56)) - 1;
    for (uint32_t i = 0; i < 56; i += 8, word >>= 8) {
      unsigned byte = word & 0xFF;
      __m256i place = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)places_of_ones[byte]));
      _mm256_storeu_si256(
          (__m256i *)(places + found), _mm256_add_epi32(place, _mm256_set1_epi32((int)((uint32_t)read + i))));
      found += (size_t)__builtin_popcount(byte);
    }
  }
  return found;
}

/// Turns the places of `found` ones of the high part into the numbers.
__attribute__((target("avx2,bmi,bmi2,popcnt"), always_inline)) static inline void numbers(
    const uint8_t *bytes, size_t bit, size_t count, size_t low, uint32_t base, uint32_t top, const uint32_t *places,
    size_t found, uint32_t *out) {
  const __m256i iota = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  const __m256i most = _mm256_set1_epi32((int)top), bases = _mm256_set1_epi32((int)base);
  const __m256i ones_of_low = _mm256_set1_epi32((int)((UINT32_C(1) << low) - 1));
  const __m128i shift_high = _mm_cvtsi32_si128((int)low);
  // Eight low parts are `low` whole bytes, so that each eight begin at the same bit of a byte; four of them lie
  // within 16 bytes.
  uint32_t first = bit & 7, second = first + 4 * (uint32_t)low;
  const __m256i starts = _mm256_add_epi32(
      _mm256_setr_epi32(
          (int)first, (int)first, (int)first, (int)first, (int)(second & 7), (int)(second & 7), (int)(second & 7),
          (int)(second & 7)),
      _mm256_mullo_epi32(_mm256_setr_epi32(0, 1, 2, 3, 0, 1, 2, 3), _mm256_set1_epi32((int)low)));
  const __m256i pick = _mm256_add_epi32(
      _mm256_mullo_epi32(_mm256_srli_epi32(starts, 3), _mm256_set1_epi32(0x01010101)),
      _mm256_set1_epi32(0x03020100));
  const __m256i shift_low = _mm256_and_si256(starts, _mm256_set1_epi32(7));
  const uint8_t *at = bytes + (bit >> 3);
  size_t half = second >> 3;
  for (size_t i = 0; i < count; i += 8, at += low) {
    __m256i index = _mm256_add_epi32(iota, _mm256_set1_epi32((int)i));
    __m256i value = _mm256_sub_epi32(_mm256_loadu_si256((const __m256i *)(places + i)), index);
    if (low > 0) {
      __m256i raw = _mm256_inserti128_si256(
          _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)at)),
          _mm_loadu_si128((const __m128i *)(at + half)), 1);
      raw = _mm256_and_si256(_mm256_srlv_epi32(_mm256_shuffle_epi8(raw, pick), shift_low), ones_of_low);
      value = _mm256_or_si256(_mm256_sll_epi32(value, shift_high), raw);
    }
    value = _mm256_add_epi32(_mm256_min_epu32(value, most), _mm256_add_epi32(index, bases));
    if (i + 8 <= count) {
      _mm256_storeu_si256((__m256i *)(out + i), value);
    } else {
      uint32_t rest[8];
      _mm256_storeu_si256((__m256i *)rest, value);
      memcpy(out + i, rest, (count - i) * sizeof *out);
    }
  }
  for (size_t i = found; i < count; i++) out[i] = base + top + (uint32_t)i;
}

/// Whether the arithmetic below holds: high parts of a damaged set may be as great as the set is long, and must not
/// overflow when they are shifted.
static inline int is_small(size_t count, size_t low, size_t high_bits) {
  return count <= 128 && low <= 24 && ((uint64_t)high_bits << low) <= UINT32_MAX;
}

/// Sets smaller than this are read as fast one number after the other.
enum { AVX2_LEAST = 12 };

__attribute__((target("avx2,bmi,bmi2,popcnt"))) static int decode_avx2(
    const uint8_t *bytes, size_t bit, size_t count, size_t low, size_t high_bits, uint32_t base, uint32_t top,
    uint32_t *out) {
  if (count < AVX2_LEAST || !is_small(count, low, high_bits)) return 0;
  uint32_t places[128 + 56 + 8];
  size_t found = ones(bytes, bit + count * low, high_bits, count, places);
  numbers(bytes, bit, count, low, base, top, places, found, out);
  return 1;
}

#define AVX512 "avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,bmi2,popcnt"

/// As ``ones``, 56 bits at a time: `places` has room for 64 more than `count`.
__attribute__((target(AVX512))) static size_t ones_avx512(
    const uint8_t *bytes, size_t bit, size_t length, size_t count, uint32_t *places) {
  const __m512i iota = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36,
      35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7,
      6, 5, 4, 3, 2, 1, 0);
  size_t found = 0;
  for (size_t read = 0; found < count && read < length; read += 56) {
    size_t left = length - read;
    uint64_t word = bits_at(bytes, bit + read) & ((UINT64_C(1) << (left < 56 ? left : 56)) - 1);
    size_t more = (size_t)__builtin_popcountll(word);
    __m512i packed = _mm512_maskz_compress_epi8(word, iota), start = _mm512_set1_epi32((int)(uint32_t)read);
    __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
    _mm512_storeu_si512(places + found, _mm512_add_epi32(first, start));
    if (more > 16) {
      __m512i second = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1));
      _mm512_storeu_si512(places + found + 16, _mm512_add_epi32(second, start));
      if (more > 32) {
        __m512i third = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2));
        __m512i fourth = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3));
        _mm512_storeu_si512(places + found + 32, _mm512_add_epi32(third, start));
        _mm512_storeu_si512(places + found + 48, _mm512_add_epi32(fourth, start));
      }
    }
    found += more;
  }
  return found;
}

__attribute__((target(AVX512))) static int decode_avx512(
    const uint8_t *bytes, size_t bit, size_t count, size_t low, size_t high_bits, uint32_t base, uint32_t top,
    uint32_t *out) {
  if (!is_small(count, low, high_bits)) return 0;
  uint32_t places[128 + 64];
  size_t found = ones_avx512(bytes, bit + count * low, high_bits, count, places);
  numbers(bytes, bit, count, low, base, top, places, found, out);
  return 1;
}

__attribute__((target("avx2,bmi,bmi2,popcnt"))) static size_t intersect_avx2(
    const uint32_t *a, size_t count, const uint32_t *b, uint16_t *at_a, uint16_t *at_b) {
  size_t found = 0, k = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t x = a[i];
    while (b[k + 7] < x) k += 8;
    __m256i same = _mm256_cmpeq_epi32(_mm256_loadu_si256((const __m256i *)(b + k)), _mm256_set1_epi32((int)x));
    unsigned mask = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(same));
    at_a[found] = (uint16_t)i;
    at_b[found] = (uint16_t)(k + (size_t)__builtin_ctz(mask | 0x100));
    found += mask != 0;
  }
  return found;
}

__attribute__((target(AVX512))) static size_t intersect_avx512(
    const uint32_t *a, size_t count, const uint32_t *b, uint16_t *at_a, uint16_t *at_b) {
  size_t found = 0, k = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t x = a[i];
    while (b[k + 15] < x) k += 16;
    unsigned mask = _mm512_cmpeq_epi32_mask(_mm512_loadu_si512(b + k), _mm512_set1_epi32((int)x));
    at_a[found] = (uint16_t)i;
    at_b[found] = (uint16_t)(k + (size_t)__builtin_ctz(mask | 0x10000));
    found += mask != 0;
  }
  return found;
}

__attribute__((target("avx2,bmi,bmi2"))) static size_t above_avx2(
    const double *values, size_t count, double bound, uint16_t *at) {
  size_t found = 0;
  const __m256d bounds = _mm256_set1_pd(bound);
  for (size_t i = 0; i < count; i += 8) {
    __m256d low = _mm256_cmp_pd(_mm256_loadu_pd(values + i), bounds, _CMP_GT_OQ);
    __m256d high = _mm256_cmp_pd(_mm256_loadu_pd(values + i + 4), bounds, _CMP_GT_OQ);
    unsigned mask = (unsigned)_mm256_movemask_pd(low) | (unsigned)_mm256_movemask_pd(high) << 4;
    for (; mask != 0; mask &= mask - 1) at[found++] = (uint16_t)(i + (size_t)__builtin_ctz(mask));
  }
  return found;
}
#endif

int viet_ascending_set_decode(
    const uint8_t *bytes, size_t bit, size_t count, size_t low, size_t high_bits, uint32_t base, uint32_t top,
    uint32_t *out) {
#if defined(__x86_64__)
  int set = viet_kernel_current();
  if (set >= VIET_KERNEL_AVX512) return decode_avx512(bytes, bit, count, low, high_bits, base, top, out);
  if (set >= VIET_KERNEL_AVX2) return decode_avx2(bytes, bit, count, low, high_bits, base, top, out);
#endif
  return 0;
}

size_t viet_intersect(
    const uint32_t *a, size_t count, const uint32_t *b, uint16_t *at_a, uint16_t *at_b) {
#if defined(__x86_64__)
  int set = viet_kernel_current();
  if (set >= VIET_KERNEL_AVX512) return intersect_avx512(a, count, b, at_a, at_b);
  if (set >= VIET_KERNEL_AVX2) return intersect_avx2(a, count, b, at_a, at_b);
#endif
  return SIZE_MAX;
}

size_t viet_above(const double *values, size_t count, double bound, uint16_t *at) {
#if defined(__x86_64__)
  if (viet_kernel_current() >= VIET_KERNEL_AVX2) return above_avx2(values, count, bound, at);
#endif
  return SIZE_MAX;
}
