#include "vt_icu.h"

#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <string>
#include <vector>

extern "C" int32_t vt_replace_malformed(const uint8_t *bytes, size_t count, vt_append append, void *context) {
  UErrorCode status = U_ZERO_ERROR;
  if (count > INT32_MAX / 3) return U_INDEX_OUTOFBOUNDS_ERROR;
  std::vector<UChar> wide(count + 1);
  int32_t length = 0;
  u_strFromUTF8WithSub(wide.data(), static_cast<int32_t>(wide.size()), &length, reinterpret_cast<const char *>(bytes),
                       static_cast<int32_t>(count), 0xFFFD, nullptr, &status);
  if (U_FAILURE(status)) return status;
  std::string narrow;
  icu::UnicodeString(false, wide.data(), length).toUTF8String(narrow);
  append(context, reinterpret_cast<const uint8_t *>(narrow.data()), narrow.size());
  return status;
}
