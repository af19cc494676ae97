// Where ICU's UTF-8 output goes: the callback of the caller.
#ifndef VT_APPEND_SINK_H
#define VT_APPEND_SINK_H

#include "vt_icu.h"

#include <unicode/bytestream.h>

class AppendSink final : public icu::ByteSink {
public:
  AppendSink(vt_append append, void *context) : append_(append), context_(context) {}
  void Append(const char *bytes, int32_t n) override {
    append_(context_, reinterpret_cast<const uint8_t *>(bytes), static_cast<size_t>(n));
  }

private:
  vt_append append_;
  void *context_;
};

#endif
