import BenchmarkText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// One stage a file of this folder; each prints rows of ratios, as tab-separated values.

let stages: [(name: String, run: ([UInt8]) throws -> Void)] = [
  ("kernel", KernelStage.run), ("normalize", NormalizeStage.run), ("spelling", SpellingStage.run),
  ("decode", DecodeStage.run),
  ("tokenize", TokenizeStage.run), ("restore", RestoreStage.run), ("index", IndexStage.run),
  ("codec", CodecStage.run), ("search", SearchStage.run),
]

let arguments = Array(CommandLine.arguments.dropFirst())
let wanted = arguments.first.map { name in stages.filter { name == "all" || $0.name == name } } ?? []
guard !wanted.isEmpty else {
  print("usage: viet-ratios all|\(stages.map(\.name).joined(separator: "|")) [FILE…]    plain text, UTF-8")
  exit(2)
}
do {
  let text = try BenchmarkText.load(Array(arguments.dropFirst()))
  print(Contest.header)
  for stage in wanted { try stage.run(text) }
} catch let missing as BenchmarkText.Missing {
  print("viet-ratios: \(missing.path): can't read it (run it in Benchmarks, or name files)")
  exit(74)
}
