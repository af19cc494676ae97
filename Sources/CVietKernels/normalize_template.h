// The kernels of normalize.c for one instruction set. The includer defines TARGET (attribute), NAME(x), WIDTH
// (bytes of a vector), MASK(v) (one bit a byte, from bytes of all ones or all zeros) and BEHIND_1, BEHIND_2(v, w) (the
// bytes of v from the second or third on, then those of w).

typedef uint8_t NAME(vector) __attribute__((vector_size(WIDTH)));
#define VECTOR NAME(vector)
#define HELPER TARGET __attribute__((always_inline)) static inline

HELPER VECTOR NAME(load)(const uint8_t *from) {
  VECTOR v;
  memcpy(&v, from, sizeof v);
  return v;
}

#define IS(v, byte) ((VECTOR)((v) == (byte)))
#define IN(v, low, high) ((VECTOR)((v) >= (low)) & (VECTOR)((v) <= (high)))

/// Bytes of ones at the leads that could change in NFC; `next` and `third` are what stands behind each byte.
HELPER VECTOR NAME(suspects)(VECTOR now, VECTOR next, VECTOR third) {
  VECTOR latin = IS(now, 0xE1) & IN(next, 0xB8, 0xBB);                           // U+1E00..1EFF
  VECTOR quotes = IS(now, 0xE2) & IS(next, 0x80) & (VECTOR)(third >= 0x82);  // U+2002..203F
  return (VECTOR)(now >= 0xCC) & ~latin & ~quotes;
}

/// Where the leads stand that need a look, in 64 bytes; reads two bytes beyond.
HELPER masks NAME(look)(const int form, const uint8_t *at) {
  masks found = {0, 0};
  for (int k = 0; k < 64; k += WIDTH) {
    VECTOR now = NAME(load)(at + k), next = NAME(load)(at + k + 1), third = NAME(load)(at + k + 2);
    VECTOR latin = IS(now, 0xE1) & IN(next, 0xB8, 0xBB);  // U+1E00..1EFF
    VECTOR others;
    if (form == NFC || form == NFD) {
      others = NAME(suspects)(now, next, third);
    } else {
      others = ((VECTOR)(now >= 0xCA) & ~latin) | IS(now, 0xC2);
      if (form == NFKC)  // the compatibility letters among the Latin ones
        others |= IS(now, 0xC5) | IS(now, 0xC7) | (IS(now, 0xC4) & (VECTOR)(next >= 0xB2)) |
                  (latin & IS(next, 0xBA) & IN(third, 0x9A, 0x9B));
    }
    found.others |= (uint64_t)MASK(others) << k;
    if (form == NFD || form == NFKD) found.letters |= (uint64_t)MASK(IN(now, 0xC3, 0xC9) | latin) << k;
  }
  return found;
}

/// Where 0xCC stands, the lead of the marks U+0300..033F.
HELPER uint64_t NAME(leads_of_marks)(const uint8_t *at) {
  uint64_t found = 0;
  for (int k = 0; k < 64; k += WIDTH) found |= (uint64_t)MASK(IS(NAME(load)(at + k), 0xCC)) << k;
  return found;
}

/// Bits of the block to look at one by one: a mark right after a mark belongs to the first.
HELPER uint64_t NAME(candidates)(masks found, const uint8_t *at) {
  uint64_t marks = NAME(leads_of_marks)(at);
  return (found.others & ~(marks & marks << 2)) | found.letters;
}

/// Copies 32 bytes and returns the suspects among them; `is_end`: nothing may be read behind them.
HELPER VECTOR NAME(copy_32)(const uint8_t *from, uint8_t *to, int is_end) {
  VECTOR found = {0}, nothing = {0};
  for (int k = 0; k < 32; k += WIDTH) {
    VECTOR now = NAME(load)(from + k);
    int last = is_end && k + WIDTH == 32;
    VECTOR next = last ? BEHIND_1(now, nothing) : NAME(load)(from + k + 1);
    VECTOR third = last ? BEHIND_2(now, nothing) : NAME(load)(from + k + 2);
    found |= NAME(suspects)(now, next, third);
    memcpy(to + k, &now, WIDTH);
  }
  return found;
}

/// Copies text as long as it is plainly in NFC, in blocks of 64 bytes, and returns how much. Reads and writes within the
/// text only: its end is done by loads that overlap what is copied already, since lines are short and many.
HELPER size_t NAME(copy_inert)(const uint8_t *bytes, size_t count, uint8_t *out) {
  size_t i = 0;
  while (count - i >= 64 + 2) {
    VECTOR found = NAME(copy_32)(bytes + i, out + i, 0) | NAME(copy_32)(bytes + i + 32, out + i + 32, 0);
    if (MASK(found)) return i;
    i += 64;
  }
  if (count < 32 + 2) return i;
  size_t low = count < 64 ? 0 : count - 64;
  if (i < low) return i;  // one byte between the last two blocks
  VECTOR found = NAME(copy_32)(bytes + low, out + low, 0) | NAME(copy_32)(bytes + count - 32, out + count - 32, 1);
  return MASK(found) ? i : count;
}

/// Copies `length` (at most 96) bytes; reads and writes 32 or 96.
HELPER void NAME(copy)(uint8_t *to, const uint8_t *from, size_t length) {
  memcpy(to, from, 32);
  if (__builtin_expect(length > 32, 0)) memcpy(to + 32, from + 32, 64);
}

/// Writes a block in which every letter of the table stands before a boundary, so that none needs a look at what follows
/// it. `*base` moves behind the block, or behind the letter that reaches beyond it.
HELPER uint8_t *NAME(decompose_block)(const viet_normalize_tables *t, const uint8_t *at, size_t *base, size_t block_end,
                                      uint64_t letters, uint8_t *out) {
  const uint8_t *block = at + *base, *from = block;
  do {
    const uint8_t *letter = block + __builtin_ctzll(letters);
    size_t three = *letter == 0xE1;
    size_t of_two = ((letter[0] & 0x1Fu) << 6 | (letter[1] & 0x3Fu)) - 0xC0;
    size_t of_three = VIET_TWO_BYTE_LETTERS + ((letter[1] & 3u) << 6 | (letter[2] & 0x3Fu));
    uint64_t entry = t->decompose[three ? of_three : of_two];
    NAME(copy)(out, from, (size_t)(letter - from));
    out += letter - from;
    memcpy(out, &entry, 8);
    out += entry >> 56;
    from = letter + 2 + three;
    letters &= letters - 1;
  } while (letters);
  const uint8_t *end = at + block_end;
  if (from < end) {
    NAME(copy)(out, from, (size_t)(end - from));
    out += end - from;
    from = end;
  }
  *base = (size_t)(from - at);
  return out;
}

HELPER size_t NAME(normalize)(const int form, const viet_normalize_tables *t, const uint8_t *bytes, size_t count,
                              size_t lower, size_t from, uint8_t *out, uint8_t *out_end, size_t *written) {
  const int composing = form == NFC || form == NFKC;
  uint8_t *const start = out;
  uint8_t tail[TAIL];
  const uint8_t *at = bytes;  // at[i] is bytes[i], in the text or in the copy of its end
  size_t base = from;
  if (from == lower && from < count && bytes[from] == 0xCC) count = from;  // a mark without a letter
  int calm = form == NFC;  // the block before had nothing to do
  while (base < count && out_end - out >= VIET_NORMALIZE_ROOM) {
    if (calm && (size_t)(out_end - out) >= count - base && at == bytes) {
      size_t inert = NAME(copy_inert)(bytes + base, count - base, out);
      out += inert;
      base += inert;
      if (base == count) break;
    }
    size_t rest = count - base;
    if (rest < 64 + 2 && at == bytes) at = tail_copy(tail, bytes, count, base);
    size_t block_end = rest < 64 ? count : base + 64;
    memcpy(out, at + base, 64);
    masks found = NAME(look)(form, at + base);
    if ((found.others | found.letters) == 0) {
      out += block_end - base;
      base = block_end;
      calm = form == NFC;
      continue;
    }
    calm = 0;
    if (rest < 64 + MARGIN && at == bytes) at = tail_copy(tail, bytes, count, base);
    size_t copied = base;  // all before it is written
    if (!composing && found.others == 0) {
      const uint8_t *last = at + base + 63 - __builtin_clzll(found.letters);
      last += 2 + (*last == 0xE1);
      if (__builtin_expect(*last < 0xCC || boundary(t, last), 1)) {
        out = NAME(decompose_block)(t, at, &base, block_end, found.letters, out);
        continue;
      }
    }
    for (uint64_t bits = NAME(candidates)(found, at + base); bits; bits &= bits - 1) {
      size_t i = base + (size_t)__builtin_ctzll(bits);
      size_t end = i, replaced = 0;
      uint64_t entry;
      if (composing) {
        if (__builtin_expect(at[i] != 0xCC, 0)) {
          if (clean(t, at + i)) continue;
          goto undecided;
        }
        replaced = 1;
        entry = compose_ascii(t, at, &end);
        if (__builtin_expect(entry == 0 || at[end] >= 0xCC, 0)) {
          end = i;
          entry = compose_any(t, at, lower, &end, &replaced);
          if (entry == 0) goto undecided;
        }
      } else {
        size_t three = at[i] == 0xE1;
        if (__builtin_expect(at[i] < 0xC3 || (at[i] > 0xC9 && !(three && (at[i + 1] & 0xFC) == 0xB8)), 0)) {
          if (clean(t, at + i)) continue;
          if (!(end = marks_in_order(t, at, i))) goto undecided;
          NAME(copy)(out, at + copied, end - copied);
          out += end - copied;
          copied = end;
          continue;
        }
        size_t of_two = ((at[i] & 0x1Fu) << 6 | (at[i + 1] & 0x3Fu)) - 0xC0;
        size_t of_three = VIET_TWO_BYTE_LETTERS + ((at[i + 1] & 3u) << 6 | (at[i + 2] & 0x3Fu));
        entry = t->decompose[three ? of_three : of_two];
        end = i + 2 + three;
        if (__builtin_expect(at[end] >= 0xCC && !(at[end] == 0xE1 && at[end + 1] >= 0xB8), 0) &&
            !boundary(t, at + end))
          goto undecided;
      }
      NAME(copy)(out, at + copied, i - copied);
      out += (ptrdiff_t)(i - copied) - (ptrdiff_t)replaced;
      memcpy(out, &entry, 8);
      out += entry >> 56;
      copied = end;
      continue;
    undecided:
      NAME(copy)(out, at + copied, i - copied);
      *written = (size_t)(out - start) + (i - copied);
      return i;
    }
    if (copied < block_end) {
      NAME(copy)(out, at + copied, block_end - copied);
      out += block_end - copied;
      base = block_end;
    } else {
      base = copied;
    }
  }
  *written = (size_t)(out - start);
  return base < count ? base : count;  // a sequence cut off by the end of ill-formed text reaches beyond it
}

HELPER size_t NAME(normalized_prefix)(const int form, const viet_normalize_tables *t, const uint8_t *bytes,
                                      size_t count, size_t from) {
  uint8_t tail[TAIL];
  const uint8_t *at = bytes;
  size_t base = from;
  if (from < count && bytes[from] == 0xCC) return from;
  while (base < count) {
    if (count - base < 64 + MARGIN && at == bytes) at = tail_copy(tail, bytes, count, base);
    masks found = NAME(look)(form, at + base);
    size_t seen = base + 64;
    if (found.others | found.letters) {
      for (uint64_t bits = NAME(candidates)(found, at + base); bits; bits &= bits - 1) {
        size_t i = base + (size_t)__builtin_ctzll(bits);
        if (clean(t, at + i)) continue;
        size_t end = form == NFD || form == NFKD ? marks_in_order(t, at, i) : 0;
        if (end == 0) return i;
        if (end > seen) seen = end;
      }
    }
    base = seen;
  }
  return count;
}

#define KERNEL(form, name)                                                                                             \
  TARGET __attribute__((noinline)) static size_t NAME(normalize_##name)(                                               \
      const viet_normalize_tables *t, const uint8_t *bytes, size_t count, size_t lower, size_t from, uint8_t *out,     \
      uint8_t *out_end, size_t *written) {                                                                             \
    return NAME(normalize)(form, t, bytes, count, lower, from, out, out_end, written);                                 \
  }                                                                                                                    \
  TARGET static size_t NAME(prefix_##name)(const viet_normalize_tables *t, const uint8_t *bytes, size_t count,         \
                                           size_t from) {                                                              \
    return NAME(normalized_prefix)(form, t, bytes, count, from);                                                       \
  }
KERNEL(NFC, nfc)
KERNEL(NFD, nfd)
KERNEL(NFKC, nfkc)
KERNEL(NFKD, nfkd)

/// As `normalize`, for NFC: a short text that is in NFC already needs none of the
/// registers that the rest wants.
TARGET static size_t NAME(copy_or_normalize_nfc)(const viet_normalize_tables *t, const uint8_t *bytes, size_t count,
                                                 size_t lower, size_t from, uint8_t *out, uint8_t *out_end,
                                                 size_t *written) {
  size_t inert = 0;
  if (from < count && (size_t)(out_end - out) >= count - from && (bytes[from] != 0xCC || from > lower)) {
    inert = NAME(copy_inert)(bytes + from, count - from, out);
    if (from + inert == count) {
      *written = inert;
      return count;
    }
  }
  size_t end = NAME(normalize_nfc)(t, bytes, count, lower, from + inert, out + inert, out_end, written);
  *written += inert;
  return end;
}

static viet_normalize_run *const NAME(kernels)[4] = {NAME(copy_or_normalize_nfc), NAME(normalize_nfd),
                                                     NAME(normalize_nfkc), NAME(normalize_nfkd)};
static viet_normalized_prefix_run *const NAME(prefix_kernels)[4] = {NAME(prefix_nfc), NAME(prefix_nfd),
                                                                    NAME(prefix_nfkc), NAME(prefix_nfkd)};

#undef KERNEL
#undef IS
#undef IN
#undef HELPER
#undef VECTOR
