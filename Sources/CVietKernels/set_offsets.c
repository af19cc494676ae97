#include "viet_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

/// How many bits each number, below 2^31, needs; 0 needs none.
__attribute__((target("avx2"))) static inline __m256i widths(__m256i x) {
  // Without the bit below the highest nothing is rounded up to the next power of two.
  __m256i top = _mm256_andnot_si256(_mm256_srli_epi32(x, 1), x);
  __m256i exponent = _mm256_srli_epi32(_mm256_castps_si256(_mm256_cvtepi32_ps(top)), 23);
  return _mm256_max_epi32(_mm256_sub_epi32(exponent, _mm256_set1_epi32(126)), _mm256_setzero_si256());
}

__attribute__((target("avx2"))) static inline __m256i choose(__m256i mask, __m256i yes, __m256i no) {
  return _mm256_blendv_epi8(no, yes, mask);
}

/// The lengths in bits of eight sets of `n` numbers below `u`, which is below 2^16, as AscendingSet has them.
__attribute__((target("avx2"))) static inline __m256i lengths(__m256i n, __m256i u) {
  const __m256i zero = _mm256_setzero_si256(), one = _mm256_set1_epi32(1), two = _mm256_set1_epi32(2);
  __m256i below = _mm256_sub_epi32(u, one);
  __m256i pairs = _mm256_sub_epi32(_mm256_srli_epi32(_mm256_mullo_epi32(u, below), 1), one);
  __m256i is_pair = _mm256_cmpeq_epi32(n, two);
  __m256i few = widths(choose(is_pair, pairs, below));
  // Elias-Fano; `n` is kept small enough for the arithmetic where it does not count.
  __m256i range = _mm256_sub_epi32(u, n);
  __m256i low = _mm256_max_epi32(_mm256_sub_epi32(widths(_mm256_add_epi32(range, one)), widths(n)), zero);
  __m256i is_over = _mm256_cmpgt_epi32(_mm256_sllv_epi32(n, low), _mm256_add_epi32(range, one));
  low = _mm256_max_epi32(_mm256_add_epi32(low, is_over), zero);
  __m256i high = _mm256_srlv_epi32(range, low);
  low = _mm256_sub_epi32(low, _mm256_cmpgt_epi32(_mm256_sub_epi32(high, _mm256_srli_epi32(high, 1)), n));
  __m256i many = _mm256_add_epi32(
      _mm256_add_epi32(n, _mm256_srlv_epi32(range, low)), _mm256_mullo_epi32(n, low));
  __m256i is_few = _mm256_or_si256(is_pair, _mm256_cmpeq_epi32(n, one));
  __m256i is_some = _mm256_and_si256(_mm256_cmpgt_epi32(n, zero), _mm256_cmpgt_epi32(u, n));
  return _mm256_and_si256(is_some, choose(is_few, few, many));
}

__attribute__((target("avx2"))) static int offsets_avx2(
    const uint32_t *counts, const uint32_t *universes, size_t count, uint32_t *out) {
  const __m256i limit = _mm256_set1_epi32(0xFFFF), last = _mm256_set1_epi32(7);
  __m256i start = _mm256_setzero_si256();
  out[0] = 0;
  for (size_t i = 0; i < count; i += 8) {
    __m256i n = _mm256_loadu_si256((const __m256i *)(counts + i));
    __m256i u = _mm256_loadu_si256((const __m256i *)(universes + i));
    if (!_mm256_testz_si256(_mm256_or_si256(n, u), _mm256_andnot_si256(limit, _mm256_set1_epi32(-1)))) return 0;
    __m256i sum = lengths(n, u);
    sum = _mm256_add_epi32(sum, _mm256_slli_si256(sum, 4));
    sum = _mm256_add_epi32(sum, _mm256_slli_si256(sum, 8));
    __m256i half = _mm256_permute2x128_si256(sum, sum, 0x08);
    sum = _mm256_add_epi32(sum, _mm256_shuffle_epi32(half, 0xFF));
    sum = _mm256_add_epi32(sum, start);
    _mm256_storeu_si256((__m256i *)(out + i + 1), sum);
    start = _mm256_permutevar8x32_epi32(sum, last);
  }
  return 1;
}
#endif

int viet_set_offsets(const uint32_t *counts, const uint32_t *universes, size_t count, uint32_t *out) {
#if defined(__x86_64__)
  if (viet_kernel_current() >= VIET_KERNEL_AVX2) return offsets_avx2(counts, universes, count, out);
#endif
  return 0;
}
