package import VietCore
internal import VietUnicode

/// Removes every nonspacing mark from Latin letters and keeps case: `Đường` to `Duong`, `café` to `cafe`.
///
/// Đ đ and what is taken for them (Ð ð Ɖ ɖ) become D d. Letters of other scripts keep their marks.
package struct MarkStripping: LetterwisePass, Sendable {
  let table: LatinTable
  let lowersASCII = false

  private static let sharedTable = LatinTable { bytes, output in
    MarkStripping.strip(bytes, afterLatin: false, into: &output)
  }

  package init() { table = Self.sharedTable }

  /// Appends `bytes` (valid UTF-8 in NFC) stripped, in NFC, and records each edit relative to `bytes`.
  ///
  /// Complexity: O(*n*).
  package func rewrite(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer,
    recording edits: inout Alignment.Builder
  ) { run(bytes, into: &output, recording: &edits) }

  /// As ``rewrite(_:into:recording:)`` without the record.
  package func rewrite(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var silent = NoEdits()
    run(bytes, into: &output, recording: &silent)
  }

  func rewriteSpan(_ bytes: UnsafeRawBufferPointer, afterLatin: Bool, into output: inout ByteBuffer) {
    Self.strip(bytes, afterLatin: afterLatin, into: &output)
  }

  /// The definition, code point by code point: canonical decomposition, no nonspacing mark on a Latin letter.
  static func strip(_ bytes: UnsafeRawBufferPointer, afterLatin: Bool, into output: inout ByteBuffer) {
    var afterLatin = afterLatin
    for scalar in UTF8Scalars(bytes) {
      switch scalar.value {
      case 0xD0, 0x110, 0x189:
        output.append(0x44)
        afterLatin = true
        continue
      case 0xF0, 0x111, 0x256:
        output.append(0x64)
        afterLatin = true
        continue
      default: break
      }
      let facts = CodePointFacts(of: scalar.value)
      if facts.isMark {
        if afterLatin, facts.isNonspacingMark { continue }
      } else {
        afterLatin = facts.contains(.latin) && facts.isLetter
      }
      if afterLatin, !facts.isMark, scalar.value >= 0x80 {
        appendBase(of: scalar, to: &output)
      } else {
        output.append(scalar: scalar)
      }
    }
  }

  /// Appends a Latin letter without the marks that it decomposes into.
  private static func appendBase(of scalar: Unicode.Scalar, to output: inout ByteBuffer) {
    var decomposed = ByteBuffer()
    let bytes = Array(String(scalar).utf8)
    let isDone = bytes.withUnsafeBytes {
      (try? ICUNormalizing.normalize($0, to: .nfd, into: &decomposed)) != nil
    }
    guard isDone else { return output.append(scalar: scalar) }
    for part in decomposed.string.unicodeScalars where !CodePointFacts(of: part.value).isNonspacingMark {
      output.append(scalar: part)
    }
  }
}
