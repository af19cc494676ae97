#include "viet_kernels.h"

#include <stdatomic.h>

int viet_kernel_best(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")) {
    int has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                     __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2");
    return has_avx512 ? VIET_KERNEL_AVX512 : VIET_KERNEL_AVX2;
  }
#endif
  return VIET_KERNEL_BASELINE;
}

static _Atomic int chosen = -1;

int viet_kernel_current(void) {
  int set = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (set >= 0) return set;
  set = viet_kernel_best();
  atomic_store_explicit(&chosen, set, memory_order_relaxed);
  return set;
}

void viet_kernel_use(int set) { atomic_store_explicit(&chosen, set, memory_order_relaxed); }
