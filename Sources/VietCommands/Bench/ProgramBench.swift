/// The whole program on a file, start and reading and writing included.
enum ProgramBench {
  static func run(_ verb: BenchVerb, _ material: BenchMaterial) throws -> [BenchReport.Measure] {
    switch verb {
    case .normalize:
      [try measure(verb, "viet normalize FILE", bytes: material.bytes, ["normalize", material.textFile])]
    case .tokenize:
      [
        try measure(
          verb, "viet tokenize --unit syllable FILE", bytes: material.bytes,
          ["tokenize", "--unit", "syllable", material.textFile])
      ]
    case .index:
      [
        try measure(
          verb, "viet index build DIR FILE", bytes: material.bytes, count: ("docs", material.documents),
          ["index", "build", material.index, material.documentsFile, "--overwrite"])
      ]
    case .search: []
    }
  }

  /// Runs `viet` with `arguments` a few times.
  private static func measure(
    _ verb: BenchVerb, _ name: String, bytes: Int, count: (unit: String, number: Int)? = nil,
    _ arguments: [String]
  ) throws -> BenchReport.Measure {
    var seconds: [Double] = []
    var peak = 0
    for _ in 0..<5 {
      let run = try ProgramRun(arguments)
      seconds.append(run.processor)
      peak = max(peak, run.peakMemory)
    }
    return BenchReport.Measure(
      verb: verb, name: name, bytes: bytes, count: count,
      scores: [BenchReport.Score(engine: "viet", seconds: Samples(seconds))], peakMemory: peak)
  }
}
