#include "vt_icu.h"

#include <unicode/coll.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

struct vt_collator {
  icu::Collator *collator;
};

extern "C" vt_collator *vt_collator_open(const char *locale, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  icu::Collator *collator = icu::Collator::createInstance(icu::Locale(locale), code);
  // Text comes in any normal form.
  if (U_SUCCESS(code)) collator->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, code);
  *status = code;
  if (U_FAILURE(code)) {
    delete collator;
    return nullptr;
  }
  return new vt_collator{collator};
}

extern "C" void vt_collator_close(vt_collator *collator) {
  if (!collator) return;
  delete collator->collator;
  delete collator;
}

extern "C" int32_t vt_collator_key(const vt_collator *collator, const uint8_t *bytes, size_t count, vt_append append,
                                   void *context) {
  if (count > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count)));
  uint8_t buffer[1024];
  int32_t needed = collator->collator->getSortKey(text, buffer, sizeof buffer);
  if (needed <= static_cast<int32_t>(sizeof buffer)) {
    append(context, buffer, static_cast<size_t>(needed));
    return U_ZERO_ERROR;
  }
  uint8_t *longer = new uint8_t[static_cast<size_t>(needed)];
  needed = collator->collator->getSortKey(text, longer, needed);
  append(context, longer, static_cast<size_t>(needed));
  delete[] longer;
  return U_ZERO_ERROR;
}

extern "C" int32_t vt_collator_compare(const vt_collator *collator, const uint8_t *a, size_t a_count, const uint8_t *b,
                                       size_t b_count, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  if (a_count > INT32_MAX || b_count > INT32_MAX) code = U_INDEX_OUTOFBOUNDS_ERROR;
  UCollationResult result = UCOL_EQUAL;
  if (U_SUCCESS(code))
    result = collator->collator->compareUTF8(
        icu::StringPiece(reinterpret_cast<const char *>(a), static_cast<int32_t>(a_count)),
        icu::StringPiece(reinterpret_cast<const char *>(b), static_cast<int32_t>(b_count)), code);
  *status = code;
  return result;
}
