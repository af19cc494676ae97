#include "vt_icu.h"

#include <new>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <vector>

// ICU breaks UTF-16; the offsets go back to UTF-8 through a map with one entry a code unit.
struct vt_breaker {
  UBreakIterator *iterator = nullptr;
  std::vector<UChar> text;
  std::vector<uint32_t> offsets;
};

extern "C" vt_breaker *vt_breaker_open(const char *locale, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  vt_breaker *breaker = new (std::nothrow) vt_breaker;
  if (breaker == nullptr) {
    *status = U_MEMORY_ALLOCATION_ERROR;
    return nullptr;
  }
  breaker->iterator = ubrk_open(UBRK_WORD, locale, nullptr, 0, &code);
  *status = code;
  if (U_SUCCESS(code)) return breaker;
  delete breaker;
  return nullptr;
}

extern "C" void vt_breaker_close(vt_breaker *breaker) {
  if (breaker == nullptr) return;
  ubrk_close(breaker->iterator);
  delete breaker;
}

extern "C" int32_t vt_breaker_run(vt_breaker *breaker, const uint8_t *bytes, size_t count, vt_break visit,
                                  void *context) {
  if (count > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
  breaker->text.clear();
  breaker->offsets.clear();
  int32_t length = static_cast<int32_t>(count);
  for (int32_t i = 0; i < length;) {
    uint32_t start = static_cast<uint32_t>(i);
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    if (U_IS_BMP(c)) {
      breaker->text.push_back(static_cast<UChar>(c));
    } else {
      breaker->text.push_back(U16_LEAD(c));
      breaker->offsets.push_back(start);
      breaker->text.push_back(U16_TRAIL(c));
    }
    breaker->offsets.push_back(start);
  }
  breaker->offsets.push_back(static_cast<uint32_t>(length));
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, breaker->text.data(), static_cast<int32_t>(breaker->text.size()), &status);
  if (U_FAILURE(status)) return status;
  ubrk_first(breaker->iterator);
  for (int32_t end; (end = ubrk_next(breaker->iterator)) != UBRK_DONE;)
    visit(context, breaker->offsets[static_cast<size_t>(end)]);
  return status;
}

extern "C" int32_t vt_breaker_rules(vt_breaker *breaker, vt_append append, void *context) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = ubrk_getBinaryRules(breaker->iterator, nullptr, 0, &status);
  if (U_FAILURE(status)) return status;
  std::vector<uint8_t> rules(static_cast<size_t>(count));
  ubrk_getBinaryRules(breaker->iterator, rules.data(), count, &status);
  if (U_SUCCESS(status)) append(context, rules.data(), rules.size());
  return status;
}
