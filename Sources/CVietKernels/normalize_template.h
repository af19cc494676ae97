// The kernels of normalize.c for one instruction set. The includer defines TARGET (attribute), NAME(x), WIDTH
// (bytes of a vector) and MASK(v) (one bit a byte, from bytes of all ones or all zeros).

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

/// Where the leads stand that need a look, in 64 bytes; reads two bytes beyond.
HELPER masks NAME(look)(const int form, const uint8_t *at) {
  masks found = {0, 0};
  for (int k = 0; k < 64; k += WIDTH) {
    VECTOR now = NAME(load)(at + k), next = NAME(load)(at + k + 1), third = NAME(load)(at + k + 2);
    VECTOR latin = IS(now, 0xE1) & IN(next, 0xB8, 0xBB);  // U+1E00..1EFF
    VECTOR others;
    if (form == NFC || form == NFD) {
      VECTOR quotes = IS(now, 0xE2) & IS(next, 0x80) & (VECTOR)(third >= 0x82);  // U+2002..203F
      others = (VECTOR)(now >= 0xCC) & ~latin & ~quotes;
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

/// Copies the last bytes of a text, fewer than 66, if they are plainly in NFC, and returns whether it did. Reads the text
/// only: overlapping loads instead of a padded copy, and neighbours by shifting masks, since lines are short and
/// many. `copied` says whether all of `bytes[from..<base]` stands unchanged before `out`.
HELPER int NAME(copy_inert_end)(const uint8_t *bytes, size_t count, size_t from, size_t base, int copied, uint8_t *out) {
  size_t length = count - from, rest = count - base;
  if (length < 32 || (length < 64 && base != from)) return 0;
  const uint8_t *low = length < 64 ? bytes + from : bytes + count - 64, *high = bytes + count - 32;
  unsigned shift = length < 64 ? (unsigned)length - 32 : 32;
  uint64_t large = 0, e1 = 0, e2 = 0, latin = 0, x80 = 0, x82 = 0;
  for (int k = 0; k < 32; k += WIDTH) {
    VECTOR a = NAME(load)(low + k), b = NAME(load)(high + k);
#define BOTH(test) ((uint64_t)MASK(test(a)) << k | (uint64_t)MASK(test(b)) << (k + shift))
#define LARGE(v) ((VECTOR)((v) >= 0xCC))
#define E1(v) IS(v, 0xE1)
#define E2(v) IS(v, 0xE2)
#define LATIN(v) IN(v, 0xB8, 0xBB)
#define X80(v) IS(v, 0x80)
#define X82(v) ((VECTOR)((v) >= 0x82))
    large |= BOTH(LARGE), e1 |= BOTH(E1), e2 |= BOTH(E2), latin |= BOTH(LATIN), x80 |= BOTH(X80), x82 |= BOTH(X82);
#undef BOTH
#undef LARGE
#undef E1
#undef E2
#undef LATIN
#undef X80
#undef X82
  }
  uint64_t suspects = large & ~(e1 & latin >> 1) & ~(e2 & x80 >> 1 & x82 >> 2);
  // What stands before `base` has been looked at; of 64 bytes and more, the last 64 are in the masks.
  if (length >= 64 && rest < 64) suspects >>= 64 - rest;
  if (suspects) return 0;
  if (length < 64) {
    memcpy(out, low, 32);
    memcpy(out + length - 32, high, 32);
  } else if (copied && rest <= 64) {
    memcpy(out + rest - 64, bytes + count - 64, 64);
  } else {
    memcpy(out, bytes + base, rest);
  }
  return 1;
}

/// Copies `length` (at most 96) bytes; reads and writes 32 or 96.
HELPER void NAME(copy)(uint8_t *to, const uint8_t *from, size_t length) {
  memcpy(to, from, 32);
  if (__builtin_expect(length > 32, 0)) memcpy(to + 32, from + 32, 64);
}

HELPER size_t NAME(normalize)(const int form, const viet_normalize_tables *t, const uint8_t *bytes, size_t count,
                              size_t lower, size_t from, uint8_t *out, uint8_t *out_end, size_t *written) {
  const int composing = form == NFC || form == NFKC;
  uint8_t *const start = out;
  uint8_t tail[TAIL];
  const uint8_t *at = bytes;  // at[i] is bytes[i], in the text or in the copy of its end
  size_t base = from;
  if (from == lower && from < count && bytes[from] == 0xCC) count = from;  // a mark without a letter
  while (base < count && out_end - out >= VIET_NORMALIZE_ROOM) {
    size_t rest = count - base;
    if (rest < 64 + 2 && at == bytes) {
      // A place that the shifted masks can't see, the byte before the last 64, is looked at in the copy.
      if (form == NFC && rest <= 64 &&
          NAME(copy_inert_end)(bytes, count, from, base, (size_t)(out - start) == base - from, out)) {
        out += rest;
        base = count;
        break;
      }
      at = tail_copy(tail, bytes, count, base);
    }
    size_t block_end = rest < 64 ? count : base + 64;
    memcpy(out, at + base, 64);
    masks found = NAME(look)(form, at + base);
    if ((found.others | found.letters) == 0) {
      out += block_end - base;
      base = block_end;
      continue;
    }
    if (rest < 64 + MARGIN && at == bytes) at = tail_copy(tail, bytes, count, base);
    size_t copied = base;  // all before it is written
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
  TARGET static size_t NAME(normalize_##name)(const viet_normalize_tables *t, const uint8_t *bytes, size_t count,      \
                                              size_t lower, size_t from, uint8_t *out, uint8_t *out_end,               \
                                              size_t *written) {                                                       \
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

static viet_normalize_run *const NAME(kernels)[4] = {NAME(normalize_nfc), NAME(normalize_nfd), NAME(normalize_nfkc),
                                                     NAME(normalize_nfkd)};
static viet_normalized_prefix_run *const NAME(prefix_kernels)[4] = {NAME(prefix_nfc), NAME(prefix_nfd),
                                                                    NAME(prefix_nfkc), NAME(prefix_nfkd)};

#undef KERNEL
#undef IS
#undef IN
#undef HELPER
#undef VECTOR
