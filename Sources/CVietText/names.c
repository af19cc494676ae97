#include "viettext.h"

const char *viet_status_name(viet_status status) {
  static const char *const names[] = {
      "ok",        "invalid argument", "buffer too small", "malformed text", "unmappable character",
      "too large", "stopped",          "not found",        "exists already", "locked",
      "i/o error", "corrupt",          "mismatch",         "bad query",      "unsupported version",
  };
  if (status < 0 || (size_t)status >= sizeof names / sizeof *names) return "unknown status";
  return names[status];
}

const char *viet_kind_name(viet_kind kind) {
  static const char *const names[] = {
      "word",    "number", "punct",  "symbol", "url",  "email", "hashtag",
      "mention", "emoji",  "abbrev", "date",   "time", "other",
  };
  return kind < sizeof names / sizeof *names ? names[kind] : "other";
}
