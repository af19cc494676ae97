// C kernels chosen once by CPU. Each has a scalar truth in VietKernels; see its documentation.
#ifndef VIET_KERNELS_H
#define VIET_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "viet_normalize.h"

/// Kernel sets, best last; each includes those before. Stable values.
enum { VIET_KERNEL_BASELINE = 0, VIET_KERNEL_AVX2 = 1, VIET_KERNEL_AVX512 = 2 };

/// The best set that this processor runs.
int viet_kernel_best(void);

/// The set in use: the best one unless another was chosen.
int viet_kernel_current(void);

/// Chooses a set for the whole process; it must be one that this processor runs.
void viet_kernel_use(int set);

/// How many bytes from the start are well-formed UTF-8, up to a place where a code point starts: `count` if all
/// are, else at most the start of the first ill-formed sequence and at least that less 66 bytes.
size_t viet_utf8_prefix_baseline(const uint8_t *bytes, size_t count);
size_t viet_utf8_prefix_avx2(const uint8_t *bytes, size_t count);

/// Reads a set of `count` numbers in Elias–Fano code from bit `bit` on: `low` low bits each, then `high_bits` bits of
/// high parts; writes each, at most `top` plus its index, plus `base`. Returns 0, and does nothing, where the set in
/// use has no kernel for it. Reads at most 32 bytes past the set.
int viet_ascending_set_decode(
    const uint8_t *bytes, size_t bit, size_t count, size_t low, size_t high_bits, uint32_t base, uint32_t top,
    uint32_t *out);

/// Finds the ascending numbers of `a` in the ascending `b`, which ends with sixteen of 0xFFFFFFFF that do not count, and
/// writes the index in each of what both have. Returns how many; SIZE_MAX where the set in use has no kernel for it.
size_t viet_intersect(
    const uint32_t *a, size_t count, const uint32_t *b, uint16_t *at_a, uint16_t *at_b);

/// Writes where in `values`, a multiple of 8, those above `bound` stand; returns how many; SIZE_MAX where the set in
/// use has no kernel for it.
size_t viet_above(const double *values, size_t count, double bound, uint16_t *at);

/// Brings the line of memory around `place` near, if it is mapped; reads nothing.
static inline void viet_prefetch_line(const void *place) { __builtin_prefetch(place); }

/// Writes where each of `count` sets of AscendingSet that follow one another begins, and where the last ends, counted
/// from the first: `count + 1` numbers. Set `i` has `counts[i]` numbers below `universes[i]`; `count` is a multiple of 8.
/// Returns 0 where the set in use has no kernel for it, or a size is 2^16 or more; `out` is then undefined.
int viet_set_offsets(const uint32_t *counts, const uint32_t *universes, size_t count, uint32_t *out);

/// Brings 192 bytes from `place` on near, if they are mapped; reads nothing.
static inline void viet_prefetch(const void *place) {
  __builtin_prefetch(place);
  __builtin_prefetch((const char *)place + 64);
  __builtin_prefetch((const char *)place + 128);
}

#endif
