#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// One stage a file of this folder; each prints a table of ratios.

let stages: [(name: String, run: ([UInt8]) -> Void)] = [("normalize", NormalizeStage.run)]

let arguments = Array(CommandLine.arguments.dropFirst())
guard let name = arguments.first, let stage = stages.first(where: { $0.name == name }), arguments.count > 1 else {
  print("usage: viet-ratios \(stages.map(\.name).joined(separator: "|")) FILE…    plain text, UTF-8")
  exit(2)
}
var text: [UInt8] = []
for path in arguments.dropFirst() {
  guard let bytes = readFile(path) else {
    print("viet-ratios: \(path): can't read it (check the path)")
    exit(74)
  }
  text += bytes
}
stage.run(text)
