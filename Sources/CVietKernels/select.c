#include "viet_kernels.h"

int viet_kernel_best(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
    return VIET_KERNEL_AVX2;
#endif
  return VIET_KERNEL_BASELINE;
}
