// C kernels chosen once by CPU. Each has a scalar truth in VietKernels; see its documentation.
#ifndef VIET_KERNELS_H
#define VIET_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Kernel sets, best last. Stable values.
enum { VIET_KERNEL_BASELINE = 0, VIET_KERNEL_AVX2 = 1 };

/// The best set that this processor runs.
int viet_kernel_best(void);

#endif
