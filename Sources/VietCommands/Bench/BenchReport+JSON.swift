internal import VietCore

extension BenchReport {
  /// The report as one JSON object: seconds of each run of each engine, and what follows from them.
  var json: String {
    var out = ByteBuffer(capacity: 1 << 12)
    var json = JSONWriter()
    json.beginObject(&out)
    for (key, value) in [("viet", program), ("date", date)] {
      json.key(key, &out)
      json.string(value, &out)
    }
    json.key("machine", &out)
    json.beginObject(&out)
    for (key, value) in [
      ("processor", machine.processor), ("system", machine.system), ("kernels", machine.kernels),
      ("icu", machine.icu),
    ] {
      json.key(key, &out)
      json.string(value, &out)
    }
    json.key("cores", &out)
    json.number(machine.cores, &out)
    json.endObject(&out)
    json.key("input", &out)
    json.beginObject(&out)
    json.key("name", &out)
    json.string(input, &out)
    json.key("bytes", &out)
    json.number(bytes, &out)
    json.key("documents", &out)
    json.number(documents, &out)
    json.endObject(&out)
    json.key("measures", &out)
    json.beginArray(&out)
    for measure in measures { Self.write(measure, &json, &out) }
    json.endArray(&out)
    json.endObject(&out)
    out.append(0x0A)
    return out.string
  }

  private static func write(_ measure: Measure, _ json: inout JSONWriter, _ out: inout ByteBuffer) {
    json.beginObject(&out)
    json.key("verb", &out)
    json.string(measure.verb.rawValue, &out)
    json.key("name", &out)
    json.string(measure.name, &out)
    json.key("bytes", &out)
    json.number(measure.bytes, &out)
    if let count = measure.count {
      json.key("count", &out)
      json.beginObject(&out)
      json.key("unit", &out)
      json.string(count.unit, &out)
      json.key("number", &out)
      json.number(count.number, &out)
      json.endObject(&out)
    }
    json.key("engines", &out)
    json.beginArray(&out)
    for score in measure.scores {
      json.beginObject(&out)
      json.key("engine", &out)
      json.string(score.engine, &out)
      if measure.bytes > 0 {
        json.key("mb_per_second", &out)
        json.number(measure.megabytesPerSecond(score), &out)
      }
      write("seconds", score.seconds, &json, &out)
      json.endObject(&out)
    }
    json.endArray(&out)
    if let latency = measure.latency {
      for (key, p) in [("p50_us", 0.5), ("p95_us", 0.95), ("p99_us", 0.99)] {
        json.key(key, &out)
        json.number(latency.quantile(p), &out)
      }
    }
    if let peak = measure.peakMemory {
      json.key("peak_memory", &out)
      json.number(peak, &out)
    }
    json.endObject(&out)
  }

  private static func write(
    _ name: String, _ samples: Samples, _ json: inout JSONWriter, _ out: inout ByteBuffer
  ) {
    json.key(name, &out)
    json.beginArray(&out)
    for value in samples.sorted { json.number(value, &out) }
    json.endArray(&out)
  }
}
