package import VietCore
internal import VietUnicode

/// The key under which all spellings of a word are found: lower case, no marks on Latin letters, compatibility forms.
///
/// Lower case by simple mappings, so that a key never depends on its neighbours; marks as in ``MarkStripping``; NFKC,
/// but a code point whose NFKC form holds a blank that was none (`´ ¨ ﷺ`) stays as it is. Repeated until nothing
/// changes (`ℌ` is a capital only after NFKC), hence idempotent.
package struct SearchFolding: LetterwisePass, Sendable {
  let table: LatinTable
  let lowersASCII = true

  private static let sharedTable = LatinTable { bytes, output in
    SearchFolding.fold(bytes, afterLatin: false, into: &output)
  }

  package init() { table = Self.sharedTable }

  /// Appends the key of `bytes` (valid UTF-8 in NFC), and records each edit relative to `bytes`.
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
    Self.fold(bytes, afterLatin: afterLatin, into: &output)
  }

  /// The definition, by ICU.
  static func fold(_ bytes: UnsafeRawBufferPointer, afterLatin: Bool, into output: inout ByteBuffer) {
    var text = ByteBuffer(capacity: bytes.count)
    text.append(bytes)
    while true {
      var lower = ByteBuffer(capacity: text.count)
      text.withBytes { bytes in
        for scalar in UTF8Scalars(bytes) { lower.append(scalar: simpleLower(scalar)) }
      }
      var stripped = ByteBuffer(capacity: lower.count)
      lower.withBytes { MarkStripping.strip($0, afterLatin: afterLatin, into: &stripped) }
      var composed = ByteBuffer(capacity: stripped.count)
      stripped.withBytes { compose($0, into: &composed) }
      let isDone = composed.withBytes { new in text.withBytes { old in new.elementsEqual(old) } }
      if isDone { break }
      swap(&text, &composed)
    }
    text.withBytes { output.append($0) }
  }

  private static func simpleLower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(ICUCaseMapping.simpleLower(scalar.value)) ?? scalar
  }

  /// NFKC between the code points that must stay.
  private static func compose(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var start = 0
    var index = 0
    for scalar in UTF8Scalars(bytes) {
      let end = index + UTF8Scalars.width(scalar)
      if scalar.value >= 0x80, wouldPutInBlank(scalar) {
        appendNFKC(UnsafeRawBufferPointer(rebasing: bytes[start..<index]), to: &output)
        output.append(scalar: scalar)
        start = end
      }
      index = end
    }
    appendNFKC(UnsafeRawBufferPointer(rebasing: bytes[start...]), to: &output)
  }

  private static func appendNFKC(_ bytes: UnsafeRawBufferPointer, to output: inout ByteBuffer) {
    // ICU fails only for want of memory or of its data; then the text stays as it is.
    if (try? ICUNormalizing.normalize(bytes, to: .nfkc, into: &output)) == nil { output.append(bytes) }
  }

  private static func wouldPutInBlank(_ scalar: Unicode.Scalar) -> Bool {
    guard !CodePointFacts(of: scalar.value).contains(.blank) else { return false }
    var form = ByteBuffer()
    let bytes = Array(String(scalar).utf8)
    bytes.withUnsafeBytes { appendNFKC($0, to: &form) }
    return form.withBytes { $0.contains(0x20) }
  }
}
