// The wall between ICU and Swift: UTF-8 in and out, our own names, no ICU header beyond this target.
#ifndef VT_ICU_H
#define VT_ICU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Normalisation forms. Stable values.
enum { VT_NFC = 0, VT_NFD = 1, VT_NFKC = 2, VT_NFKD = 3 };

/// Receives a run of bytes.
typedef void (*vt_append)(void *context, const uint8_t *bytes, size_t count);

/// Normalises `count` bytes; malformed bytes come out as U+FFFD. Returns ICU's error code, 0 or less for success.
int32_t vt_normalize(int32_t form, const uint8_t *bytes, size_t count, vt_append append, void *context);

/// Whether the bytes are in the form already (ICU's isNormalizedUTF8).
int32_t vt_is_normalized(int32_t form, const uint8_t *bytes, size_t count, int32_t *status);

/// Version of the linked ICU and of its Unicode data, four numbers each.
void vt_versions(uint8_t icu[4], uint8_t unicode[4]);

/// ICU's name of an error code.
const char *vt_error_name(int32_t status);

#ifdef __cplusplus
}
#endif
#endif
