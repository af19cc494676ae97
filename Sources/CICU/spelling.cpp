#include "vt_icu.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace {

icu::UnicodeString lowered(const icu::UnicodeString &text) {
  icu::UnicodeString result;
  for (int32_t i = 0; i < text.length();) {
    UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    result.append(u_tolower(c));
  }
  return result;
}

} // namespace

extern "C" int32_t vt_lower_decompose(int32_t compatibility, const uint8_t *bytes, size_t count, vt_scalar visit,
                                      void *context) {
  if (count > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer =
      compatibility ? icu::Normalizer2::getNFKDInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return status;
  icu::UnicodeString text = lowered(icu::UnicodeString::fromUTF8(
      icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count))));
  text = lowered(normalizer->normalize(text, status));
  if (U_FAILURE(status)) return status;
  for (int32_t i = 0; i < text.length();) {
    UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    UErrorCode ignored = U_ZERO_ERROR;
    int32_t facts = 0;
    if (u_charType(c) == U_NON_SPACING_MARK) facts |= VT_SCALAR_MARK;
    if (uscript_getScript(c, &ignored) == USCRIPT_LATIN) facts |= VT_SCALAR_LATIN;
    visit(context, static_cast<uint32_t>(c), facts);
  }
  return status;
}

extern "C" int32_t vt_code_point_facts(uint32_t scalar) {
  UChar32 c = static_cast<UChar32>(scalar);
  UErrorCode ignored = U_ZERO_ERROR;
  int32_t facts = u_charType(c);
  if (uscript_getScript(c, &ignored) == USCRIPT_LATIN) facts |= VT_FACT_LATIN;
  if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE)) facts |= VT_FACT_BLANK;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI)) facts |= VT_FACT_EMOJI;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) facts |= VT_FACT_EMOJI_PRESENTATION;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) facts |= VT_FACT_PICTOGRAPHIC;
  if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) facts |= VT_FACT_REGIONAL;
  if (u_hasBinaryProperty(c, UCHAR_UPPERCASE)) facts |= VT_FACT_UPPER;
  if (u_hasBinaryProperty(c, UCHAR_LOWERCASE)) facts |= VT_FACT_LOWER;
  return facts;
}
