import VietCore
import VietTestSupport

@testable import VietAnalysis

/// One term as tests compare it.
struct Term: Hashable, CustomStringConvertible {
  var key: [UInt8]
  var position: Int
  var start: Int
  var end: Int
  var span: Int

  var folded: String { String(decoding: key.prefix { $0 != 0 }, as: UTF8.self) }
  var form: [UInt8] { Array(key.drop { $0 != 0 }.dropFirst()) }
  var description: String { "\(folded)+\(form)@\(position) \(start)..<\(end)" }

  var spelling: String? {
    key.prefix { $0 != 0 }.withUnsafeBytes { folded in
      form.withUnsafeBytes { FormCode.spelling(folded: folded, form: $0) }
    }
  }
}

func terms(_ batch: borrowing TermBatch) -> [Term] {
  (0..<batch.count).map { i in
    let entry = batch.entries[i]
    return Term(
      key: batch.key(entry), position: Int(entry.position), start: Int(entry.start), end: Int(entry.end),
      span: Int(entry.span))
  }
}

func terms(
  _ text: [UInt8], _ name: AnalyzerName = .viSyllable, for purpose: AnalysisPurpose = .document
) throws -> [Term] {
  try terms(text, AnalyzerDescription(name), for: purpose)
}

func terms(
  _ text: [UInt8], _ description: AnalyzerDescription, for purpose: AnalysisPurpose = .document
) throws -> [Term] {
  let analyzer = try Analyzer(description)
  var batch = TermBatch()
  text.withUnsafeBytes { analyzer.analyze($0, for: purpose, into: &batch) }
  return terms(batch)
}

func terms(
  _ text: String, _ name: AnalyzerName = .viSyllable, for purpose: AnalysisPurpose = .document
) throws -> [Term] { try terms(Array(text.utf8), name, for: purpose) }

func key(_ word: String) -> [UInt8] {
  var keys = ByteBuffer()
  var word = word
  _ = word.withUTF8 { TermKey.append(UnsafeRawBufferPointer($0), to: &keys) }
  return keys.array
}
