#include "vt_icu.h"
#include "append_sink.h"

#include <unicode/casemap.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

extern "C" int32_t vt_map_case(int32_t mapping, const uint8_t *bytes, size_t count, vt_append append, void *context) {
  if (count > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  UErrorCode status = U_ZERO_ERROR;
  AppendSink sink(append, context);
  icu::StringPiece text(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(count));
  // The root locale: Vietnamese has no case rules of its own.
  switch (mapping) {
  case VT_LOWER: icu::CaseMap::utf8ToLower("", 0, text, sink, nullptr, status); break;
  case VT_UPPER: icu::CaseMap::utf8ToUpper("", 0, text, sink, nullptr, status); break;
  case VT_TITLE: icu::CaseMap::utf8ToTitle("", 0, nullptr, text, sink, nullptr, status); break;
  case VT_FOLD: icu::CaseMap::utf8Fold(0, text, sink, nullptr, status); break;
  default: return U_ILLEGAL_ARGUMENT_ERROR;
  }
  return status;
}

extern "C" uint32_t vt_simple_lower(uint32_t scalar) {
  return static_cast<uint32_t>(u_tolower(static_cast<UChar32>(scalar)));
}
