internal import VietCore

/// Options as C gives them: words `name` or `name=value` with blanks between them.
struct OptionList {
  private var values: [(name: Substring, value: Substring?)] = []

  init(_ text: UnsafePointer<CChar>?) {
    guard let text else { return }
    values = Self.parse(String(cString: text)[...])
  }

  private static func parse(_ text: Substring) -> [(name: Substring, value: Substring?)] {
    text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" }).map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (parts[0], parts.count > 1 ? parts[1] : nil)
    }
  }

  /// Takes the flag `name` out; whether it was there.
  mutating func flag(_ name: String) throws(Failure) -> Bool {
    guard let (found, value) = take(name) else { return false }
    guard value == nil else { throw Failure(.invalidArgument, "the option \(found) takes no value") }
    return true
  }

  /// Takes the value of `name` out.
  mutating func value(_ name: String) throws(Failure) -> String? {
    guard let (found, value) = take(name) else { return nil }
    guard let value, !value.isEmpty else {
      throw Failure(.invalidArgument, "the option \(found) needs a value (write \(found)=...)")
    }
    return String(value)
  }

  /// Takes a value out that must be one of `choices`.
  mutating func choice<Value>(_ name: String, _ choices: KeyValuePairs<String, Value>) throws(Failure)
    -> Value?
  {
    guard let word = try value(name) else { return nil }
    if let found = choices.first(where: { $0.key == word }) { return found.value }
    let names = choices.map(\.key).joined(separator: ", ")
    throw Failure(.invalidArgument, "the option \(name) is one of \(names), not '\(word)'")
  }

  /// Takes a number out, which may end in K, M or G (powers of 1024) where `isSize`.
  mutating func number(_ name: String, _ range: ClosedRange<Int>, isSize: Bool = false) throws(Failure)
    -> Int?
  {
    guard let word = try value(name) else { return nil }
    var digits = word[...]
    var factor = 1
    if isSize, let shift = ["K": 10, "M": 20, "G": 30][word.suffix(1).uppercased()] {
      digits = digits.dropLast()
      factor = 1 << shift
    }
    if let number = Int(digits) {
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      if !overflow, range.contains(product) { return product }
    }
    throw Failure(
      .invalidArgument,
      "the option \(name) is a number from \(range.lowerBound) to \(range.upperBound), not '\(word)'")
  }

  /// Throws if anything is left: every option must be one that the function knows.
  func expectEnd() throws(Failure) {
    guard let first = values.first else { return }
    throw Failure(.invalidArgument, "there is no option '\(first.name)' here (see viettext.h)")
  }

  private mutating func take(_ name: String) -> (name: Substring, value: Substring?)? {
    guard let index = values.lastIndex(where: { $0.name == name }) else { return nil }
    let found = values[index]
    values.removeAll { $0.name == name }
    return found
  }
}

extension InvalidUTF8Policy {
  /// The values of `invalid=`.
  static let choices: KeyValuePairs<String, InvalidUTF8Policy> = [
    "replace": .replace, "strict": .strict, "pass": .pass,
  ]
}
