// C kernels chosen once by CPU. Each has a scalar truth in VietKernels; see its documentation.
#ifndef VIET_KERNELS_H
#define VIET_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "viet_normalize.h"

/// Kernel sets, best last. Stable values.
enum { VIET_KERNEL_BASELINE = 0, VIET_KERNEL_AVX2 = 1 };

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

#endif
