public import VietCore
internal import VietUnicode

/// Rewrites text to one spelling: the Unicode form and, only where asked for, repair, tone placement, i or y, and
/// the removal of marks.
///
/// With ``Options/canonical`` the result is byte for byte what ICU gives. All inputs are UTF-8; a value may be used by
/// several threads at once. Text is treated line by line in units of at most ``longestUnit`` bytes: a longer line is
/// cut behind a blank, else at a boundary of its letters. The Unicode form does not depend on such cuts (but see
/// `UnicodeNormalizer` for runs of marks beyond the cap); spelling steps look at nothing beyond them.
public struct Normalizer: Sendable {
  /// The longest line that is seen whole, in bytes: 1 MiB.
  public static let longestUnit = 1 << 20

  public let options: Options
  private let before: UnicodeNormalizer?
  private let after: UnicodeNormalizer?
  private let passes: [Pass]

  /// Complexity: O(1).
  public init(_ options: Options = .canonical) {
    self.options = options
    passes = Pass.all(options)
    let form = options.form.map(UnicodeNormalizer.init)
    if passes.isEmpty {
      before = form
      after = nil
    } else {
      // The passes know composed letters only.
      switch options.form {
      case .nfc?, .nfd?: before = UnicodeNormalizer(.nfc)
      case .nfkc?, .nfkd?: before = UnicodeNormalizer(.nfkc)
      case nil: before = nil
      }
      after = form
    }
  }

  /// Buffers between two steps, kept from one text to the next so that no text costs an allocation.
  struct Scratch: ~Copyable {
    var source = ByteBuffer()
    var target = ByteBuffer()
  }

  /// Appends the rewritten `bytes`, well-formed UTF-8, to `output`. Complexity: O(*n*).
  public func normalize(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    var scratch = Scratch()
    normalize(bytes, into: &output, scratch: &scratch)
  }

  func normalize(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer, scratch: inout Scratch) {
    guard !passes.isEmpty else {
      if let before { before.normalize(bytes, into: &output) } else { output.append(bytes) }
      return
    }
    forEachUnit(of: bytes) { unit in
      scratch.source.removeAll()
      if let before {
        before.normalize(unit, into: &scratch.source)
      } else {
        scratch.source.append(unit)
      }
      for (i, pass) in passes.enumerated() {
        if i == passes.count - 1, after == nil {
          scratch.source.withBytes { pass.rewrite($0, into: &output) }
          return
        }
        scratch.target.removeAll()
        scratch.source.withBytes { pass.rewrite($0, into: &scratch.target) }
        swap(&scratch.source, &scratch.target)
      }
      scratch.source.withBytes { after?.normalize($0, into: &output) }
    }
  }

  /// As ``normalize(_:into:)``; returns where each part of what was appended came from. Offsets count from the start
  /// of `bytes` and of what is appended. Complexity: O(*n* + *e*) in the number of edits of all steps.
  public func align(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) -> Alignment {
    var source = ByteBuffer(capacity: bytes.count)
    source.append(bytes)
    var alignment = Alignment()
    func step(_ rewrite: (UnsafeRawBufferPointer, inout ByteBuffer, inout Alignment.Builder) -> Void) {
      var edits = Alignment.Builder()
      var target = ByteBuffer(capacity: source.count + 16)
      source.withBytes { rewrite($0, &target, &edits) }
      source = target
      alignment = alignment.followed(by: edits.finish())
    }
    if let before { step { before.normalize($0, into: &$1, recording: &$2) } }
    for pass in passes { step { pass.rewrite($0, into: &$1, recording: &$2) } }
    if let after { step { after.normalize($0, into: &$1, recording: &$2) } }
    source.withBytes { output.append($0) }
    return alignment
  }

  /// Whether rewriting `bytes`, well-formed UTF-8, would change nothing. Allocates nothing where only a form is asked
  /// for. Complexity: O(*n*).
  public func isNormalized(_ bytes: UnsafeRawBufferPointer) -> Bool { unchangedPrefix(bytes) == bytes.count }

  /// The length in bytes of a prefix that stays as it is, at most up to the first byte that would change:
  /// `bytes.count` if nothing would.
  package func unchangedPrefix(_ bytes: UnsafeRawBufferPointer) -> Int {
    if passes.isEmpty { return before?.normalizedPrefix(bytes) ?? bytes.count }
    var output = ByteBuffer(capacity: bytes.count)
    normalize(bytes, into: &output)
    return output.withBytes { rewritten in
      var i = 0
      let shorter = min(bytes.count, rewritten.count)
      while i < shorter, bytes[i] == rewritten[i] { i += 1 }
      // Text that only grew at its end changes there.
      return i == bytes.count && rewritten.count > i ? max(0, i - 1) : i
    }
  }
}

extension Normalizer {
  /// Returns `text` rewritten. Complexity: O(*n*).
  public func normalize(_ text: String) -> String {
    var text = text
    var output = ByteBuffer(capacity: text.utf8.count + 16)
    text.withUTF8 { normalize(UnsafeRawBufferPointer($0), into: &output) }
    return output.string
  }

  /// Returns `text` rewritten, with where each part of it came from. Complexity: as ``align(_:into:)``.
  public func align(_ text: String) -> AlignedText {
    var text = text
    var output = ByteBuffer(capacity: text.utf8.count + 16)
    let alignment = text.withUTF8 { align(UnsafeRawBufferPointer($0), into: &output) }
    return AlignedText(text: output.string, alignment: alignment)
  }

  /// Whether rewriting `text` would change nothing. Complexity: O(*n*).
  public func isNormalized(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isNormalized(UnsafeRawBufferPointer($0)) }
  }

  /// Starts on a text that arrives in chunks.
  public func makeStream(invalid: InvalidUTF8Policy = .replace) -> NormalizerStream {
    NormalizerStream(self, invalid: invalid)
  }
}
