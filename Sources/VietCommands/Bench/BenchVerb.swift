internal import ArgumentParser

/// What `--verbs` takes.
enum BenchVerb: String, CaseIterable, ExpressibleByArgument, Sendable {
  case normalize, tokenize, index, search

  /// The verbs of a list such as `normalize,tokenize`.
  static func list(_ text: String) throws -> [BenchVerb] {
    try text.split(separator: ",").map { name in
      guard let verb = BenchVerb(rawValue: String(name)) else {
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--verbs knows \(known), not '\(name)'")
      }
      return verb
    }
  }
}
