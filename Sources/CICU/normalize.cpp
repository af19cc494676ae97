#include "vt_icu.h"
#include "append_sink.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

namespace {

const icu::Normalizer2 *instance(int32_t form, UErrorCode &status) {
  switch (form) {
  case VT_NFC: return icu::Normalizer2::getNFCInstance(status);
  case VT_NFD: return icu::Normalizer2::getNFDInstance(status);
  case VT_NFKC: return icu::Normalizer2::getNFKCInstance(status);
  case VT_NFKD: return icu::Normalizer2::getNFKDInstance(status);
  }
  status = U_ILLEGAL_ARGUMENT_ERROR;
  return nullptr;
}

} // namespace

extern "C" int32_t vt_normalize(int32_t form, const uint8_t *bytes, size_t count, vt_append append, void *context) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = instance(form, status);
  if (U_FAILURE(status)) return status;
  if (count > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  AppendSink sink(append, context);
  normalizer->normalizeUTF8(0, icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count)),
                            sink, nullptr, status);
  return status;
}

extern "C" int32_t vt_normalize_into(int32_t form, const uint8_t *bytes, size_t count, uint8_t *target,
                                     size_t capacity, size_t *needed) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = instance(form, status);
  if (U_FAILURE(status)) return status;
  if (count > INT32_MAX || capacity > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(target), static_cast<int32_t>(capacity));
  normalizer->normalizeUTF8(0, icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count)),
                            sink, nullptr, status);
  *needed = static_cast<size_t>(sink.NumberOfBytesAppended());
  return status;
}

extern "C" int32_t vt_is_normalized(int32_t form, const uint8_t *bytes, size_t count, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = instance(form, code);
  UBool answer = false;
  if (U_SUCCESS(code) && count > INT32_MAX) code = U_INDEX_OUTOFBOUNDS_ERROR;
  if (U_SUCCESS(code))
    answer = normalizer->isNormalizedUTF8(
        icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count)), code);
  *status = code;
  return answer;
}

extern "C" int32_t vt_normalization_properties(int32_t form, int32_t code_point, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = instance(form, code);
  int32_t answer = 0;
  if (U_SUCCESS(code)) {
    if (normalizer->hasBoundaryBefore(code_point)) answer |= VT_BOUNDARY_BEFORE;
    if (normalizer->isNormalized(icu::UnicodeString(static_cast<UChar32>(code_point)), code)) answer |= VT_NORMALIZED;
    if (normalizer->getCombiningClass(code_point) == 0) answer |= VT_STARTER;
  }
  *status = code;
  return answer;
}

extern "C" void vt_versions(uint8_t icu[4], uint8_t unicode[4]) {
  u_getVersion(icu);
  u_getUnicodeVersion(unicode);
}

extern "C" const char *vt_error_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }
