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

/// As vt_normalize, into `target`, up to `capacity` bytes. `*needed` says how many bytes the whole has: more than
/// `capacity` means that the target holds only a part.
int32_t vt_normalize_into(int32_t form, const uint8_t *bytes, size_t count, uint8_t *target, size_t capacity,
                          size_t *needed);

/// Whether the bytes are in the form already (ICU's isNormalizedUTF8).
int32_t vt_is_normalized(int32_t form, const uint8_t *bytes, size_t count, int32_t *status);

/// What ICU knows of one code point in one form.
enum {
  VT_BOUNDARY_BEFORE = 1,  // it does not interact with what stands before it
  VT_NORMALIZED = 2,       // alone it stays as it is
  VT_STARTER = 4,          // its combining class is 0
};
int32_t vt_normalization_properties(int32_t form, int32_t code_point, int32_t *status);

/// Decodes as ICU's converter does: each maximal subpart of an ill-formed sequence becomes U+FFFD.
int32_t vt_replace_malformed(const uint8_t *bytes, size_t count, vt_append append, void *context);

/// Version of the linked ICU and of its Unicode data, four numbers each.
void vt_versions(uint8_t icu[4], uint8_t unicode[4]);

/// ICU's name of an error code.
const char *vt_error_name(int32_t status);

/// Receives one code point with VT_SCALAR_ facts.
typedef void (*vt_scalar)(void *context, uint32_t scalar, int32_t facts);
enum { VT_SCALAR_MARK = 1, VT_SCALAR_LATIN = 2 };

/// Lower-cases code point by code point, then decomposes (NFKD if `compatibility`, else NFD), and visits the result;
/// malformed bytes come out as U+FFFD.
int32_t vt_lower_decompose(int32_t compatibility, const uint8_t *bytes, size_t count, vt_scalar visit, void *context);

/// What tables of code points are made from: ICU's general category in the lower five bits, and these.
enum {
  VT_FACT_LATIN = 1 << 5,
  VT_FACT_BLANK = 1 << 6,
  VT_FACT_EMOJI = 1 << 7,
  VT_FACT_EMOJI_PRESENTATION = 1 << 8,
  VT_FACT_PICTOGRAPHIC = 1 << 9,
  VT_FACT_REGIONAL = 1 << 10,
  VT_FACT_UPPER = 1 << 11,
  VT_FACT_LOWER = 1 << 12
};
int32_t vt_code_point_facts(uint32_t scalar);

/// ICU's word break iterator of one locale. Not for two threads at once.
typedef struct vt_breaker vt_breaker;
vt_breaker *vt_breaker_open(const char *locale, int32_t *status);
void vt_breaker_close(vt_breaker *breaker);

/// Receives the end of a segment, in bytes from the start.
typedef void (*vt_break)(void *context, uint32_t end);

/// Visits the end of each segment; malformed bytes count as U+FFFD, one a maximal subpart.
int32_t vt_breaker_run(vt_breaker *breaker, const uint8_t *bytes, size_t count, vt_break visit, void *context);

/// The automaton that ICU compiled from the rules: the state after `state` on `category` is
/// `next[state * categories + category]`; 0 stops, 1 starts. Categories from `dictionary` on are scripts broken by
/// dictionary.
typedef struct {
  uint32_t states, categories, dictionary;
  uint8_t accepting[128];
  uint8_t next[4096];
} vt_rules;

/// Fills the automaton, and `categories` with the category of each code point (0x110000 bytes).
int32_t vt_breaker_rules(vt_breaker *breaker, vt_rules *rules, uint8_t *categories);

/// Full case mappings of the root locale. Stable values.
enum { VT_LOWER = 0, VT_UPPER = 1, VT_TITLE = 2, VT_FOLD = 3 };

/// Maps the case of `count` bytes; malformed bytes come out as U+FFFD.
int32_t vt_map_case(int32_t mapping, const uint8_t *bytes, size_t count, vt_append append, void *context);

/// The simple lower-case mapping of one code point.
uint32_t vt_simple_lower(uint32_t scalar);

/// ICU's collator of one locale, tertiary strength. Keys may be asked for by one thread at a time.
typedef struct vt_collator vt_collator;
vt_collator *vt_collator_open(const char *locale, int32_t *status);
void vt_collator_close(vt_collator *collator);

/// Appends the sort key, its final 0 included; keys compare byte by byte as the texts do.
int32_t vt_collator_key(const vt_collator *collator, const uint8_t *bytes, size_t count, vt_append append,
                        void *context);

/// Less than, equal to or greater than 0 as `a` comes before, with or after `b`.
int32_t vt_collator_compare(const vt_collator *collator, const uint8_t *a, size_t a_count, const uint8_t *b,
                            size_t b_count, int32_t *status);

#ifdef __cplusplus
}
#endif
#endif
