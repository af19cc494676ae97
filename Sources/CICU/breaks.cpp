#include "vt_icu.h"

#include <new>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucptrie.h>
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

namespace {

// Head of ICU's compiled rules (rbbidata.h, format version 6): the parts that are read here.
enum { RULES_MAGIC = 0, RULES_FORMAT = 1, RULES_FORWARD = 4, RULES_TRIE = 8, RULES_TRIE_LENGTH = 9 };
enum { TABLE_STATES = 0, TABLE_ROW_LENGTH = 1, TABLE_DICTIONARY = 2, TABLE_LOOKAHEADS = 3, TABLE_FLAGS = 4, TABLE_HEAD = 5 };
enum { ROW_ACCEPTING = 0, ROW_HEAD = 3 };
const uint32_t MAGIC = 0xB1A0, FORMAT = 6, FLAG_STARTS_AT_BEGINNING = 2, FLAG_BYTES = 4;

} // namespace

extern "C" int32_t vt_breaker_rules(vt_breaker *breaker, vt_rules *rules, uint8_t *categories) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = ubrk_getBinaryRules(breaker->iterator, nullptr, 0, &status);
  if (U_FAILURE(status)) return status;
  std::vector<uint32_t> words(static_cast<size_t>(count) / 4 + 1);
  uint8_t *bytes = reinterpret_cast<uint8_t *>(words.data());
  ubrk_getBinaryRules(breaker->iterator, bytes, count, &status);
  if (U_FAILURE(status)) return status;
  const uint32_t *table = words.data() + words[RULES_FORWARD] / 4;
  // Rules that look behind the boundary, or at the start of the text, would need more than one row a step.
  if (words[RULES_MAGIC] != MAGIC || (words[RULES_FORMAT] & 0xFF) != FORMAT || table[TABLE_LOOKAHEADS] != 0 ||
      (table[TABLE_FLAGS] & FLAG_STARTS_AT_BEGINNING) != 0 || (table[TABLE_FLAGS] & FLAG_BYTES) == 0 ||
      table[TABLE_STATES] > sizeof rules->accepting ||
      table[TABLE_STATES] * (table[TABLE_ROW_LENGTH] - ROW_HEAD) > sizeof rules->next)
    return U_UNSUPPORTED_ERROR;
  const uint8_t *rows = reinterpret_cast<const uint8_t *>(table + TABLE_HEAD);
  uint32_t length = table[TABLE_ROW_LENGTH];
  rules->states = table[TABLE_STATES];
  rules->categories = length - ROW_HEAD;
  rules->dictionary = table[TABLE_DICTIONARY];
  for (uint32_t state = 0; state < rules->states; state++) {
    rules->accepting[state] = rows[state * length + ROW_ACCEPTING] == 1;
    for (uint32_t category = 0; category < rules->categories; category++)
      rules->next[state * rules->categories + category] = rows[state * length + ROW_HEAD + category];
  }
  UCPTrie *trie = ucptrie_openFromBinary(UCPTRIE_TYPE_ANY, UCPTRIE_VALUE_BITS_ANY, bytes + words[RULES_TRIE],
                                         static_cast<int32_t>(words[RULES_TRIE_LENGTH]), nullptr, &status);
  if (U_FAILURE(status)) return status;
  for (UChar32 c = 0; c <= 0x10FFFF; c++) categories[c] = static_cast<uint8_t>(ucptrie_get(trie, c));
  ucptrie_close(trie);
  return status;
}
