import SystemPackage
import VietIndex
import VietSearch
import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The engine as a library under the protocol of Benchmarks/Engines/index/run.py:
//
//     viet-engine build DOCUMENTS INDEX POSITIONS MEBIBYTES [ANALYZER]
//     viet-engine search INDEX QUERIES PASSES [ANALYZER]
//
// and by itself, `commit` adding to the index that it is given:
//
//     viet-engine open INDEX ROUNDS
//     viet-engine commit DOCUMENTS INDEX ROUNDS

func fail(_ message: String) -> Never {
  print("viet-engine: \(message)")
  exit(2)
}

let arguments = CommandLine.arguments
let rounds = Int(arguments.last ?? "") ?? 5
if arguments.count == 4, arguments[1] == "open" {
  do { try EngineCommit.open(FilePath(arguments[2]), rounds: rounds) } catch { fail("\(error)") }
  exit(0)
}
if arguments.count == 5, arguments[1] == "commit" {
  do {
    try EngineCommit.commit(
      arguments[2], FilePath(arguments[3]), rounds: rounds, Analyzer(AnalyzerDescription(.whitespace)))
  } catch { fail("\(error)") }
  exit(0)
}
guard arguments.count >= 5 else {
  fail("build DOCUMENTS INDEX POSITIONS MEBIBYTES | search INDEX QUERIES PASSES")
}
let isBuild = arguments[1] == "build"
let name = arguments.count > (isBuild ? 6 : 5) ? arguments[isBuild ? 6 : 5] : "whitespace"
guard let analyzerName = AnalyzerName(rawValue: name) else { fail("no analyzer is called \(name)") }
do {
  let analyzer = try Analyzer(AnalyzerDescription(analyzerName))
  if isBuild {
    try EngineBuild.run(
      arguments[2], FilePath(arguments[3]), positions: arguments[4] == "1", analyzer,
      memory: arguments.count > 5 ? (Int(arguments[5]) ?? 64) : 64)
  } else {
    try EngineSearch.run(FilePath(arguments[2]), arguments[3], passes: Int(arguments[4]) ?? 5, analyzer)
  }
} catch {
  fail("\(error)")
}
