internal import VietCore
internal import VietOrthography
package import VietSegmentation

/// Judges a restorer: marks are taken off a clean text, put back, and compared syllable by syllable, case and placement of the
/// tone mark apart.
///
/// What counts are the words whose letters all belong to syllables and that are one in the clean text, or bear a mark there:
/// names and foreign words that no marks could change would only flatter the figure.
package struct RestorationEvaluation: Sendable {
  /// Syllables, and how many came out right.
  package struct Tally: Hashable, Sendable {
    package var all = 0
    package var right = 0
    package init() {}
    package var accuracy: Double { all == 0 ? 0 : Double(right) / Double(all) }

    mutating func count(_ isRight: Bool) {
      all += 1
      if isRight { right += 1 }
    }
  }

  /// A syllable that came out as another, in lower case.
  package struct Confusion: Hashable, Sendable {
    package var meant: String
    package var restored: String
  }

  package private(set) var all = Tally()
  package private(set) var bySource: [String: Tally] = [:]
  /// Syllables that bear a tone mark, a quality mark, đ; and those that bear nothing.
  package private(set) var byMark: [String: Tally] = [:]
  /// Words that are right as a whole where their letters differ in one way only.
  package private(set) var tones = Tally()
  package private(set) var qualities = Tally()
  package private(set) var strokes = Tally()
  package private(set) var confusions: [Confusion: Int] = [:]
  private var bySpelling: [String: Tally] = [:]

  private let restorer: Restorer
  private let strip: Normalizer
  private let lowered: Bool

  /// `lowered`: the text is judged in small letters, as people chat.
  package init(_ restorer: Restorer, lowered: Bool = false) {
    self.restorer = restorer
    self.lowered = lowered
    var options = Normalizer.Options()
    options.strip = true
    strip = Normalizer(options)
  }

  /// Judges a document, well-formed UTF-8.
  package mutating func add(_ text: UnsafeRawBufferPointer, source: String) {
    var clean = ByteBuffer()
    if lowered {
      for byte in String(decoding: text, as: UTF8.self).lowercased().utf8 { clean.append(byte) }
    }
    var composed = ByteBuffer()
    let canonical = Normalizer(.canonical)
    if lowered {
      clean.withBytes { canonical.normalize($0, into: &composed) }
    } else {
      canonical.normalize(text, into: &composed)
    }
    var bare = ByteBuffer()
    composed.withBytes { strip.normalize($0, into: &bare) }
    var restored = ByteBuffer()
    bare.withBytes { restorer.restore($0, into: &restored) }
    composed.withBytes { meant in restored.withBytes { compare(meant, $0, source) } }
  }

  /// Both have the same letters but for their marks, so that their words pair up one by one.
  private mutating func compare(
    _ meant: UnsafeRawBufferPointer, _ restored: UnsafeRawBufferPointer, _ source: String
  ) {
    var a = Words(meant)
    var b = Words(restored)
    while let wanted = a.next(), let found = b.next() {
      guard let letters = TypedLetters(wanted) else { continue }
      guard !letters.isBare || Syllable(utf8: wanted) != nil else { continue }
      judge(wanted, letters, found, source)
    }
  }

  private mutating func judge(
    _ wanted: UnsafeRawBufferPointer, _ letters: TypedLetters, _ found: UnsafeRawBufferPointer,
    _ source: String
  ) {
    // Equal hashes: the same letters and marks, the place of the tone mark apart.
    let isRight = UnitHash.exact(wanted) == UnitHash.exact(found)
    all.count(isRight)
    bySource[source, default: Tally()].count(isRight)
    let word = String(decoding: wanted, as: UTF8.self).lowercased()
    bySpelling[word, default: Tally()].count(isRight)
    if letters.hasTone { byMark["tone", default: Tally()].count(isRight) }
    if letters.hasQuality { byMark["quality mark", default: Tally()].count(isRight) }
    if letters.hasStroke { byMark["đ", default: Tally()].count(isRight) }
    if letters.isBare { byMark["none", default: Tally()].count(isRight) }
    guard let other = TypedLetters(found) else { return }
    tones.count(letters.hasSameTone(as: other))
    qualities.count(letters.hasSameQualities(as: other))
    strokes.count(letters.hasSameStroke(as: other))
    if !isRight {
      let got = String(decoding: found, as: UTF8.self).lowercased()
      confusions[Confusion(meant: word, restored: got), default: 0] += 1
    }
  }

  /// By how often a syllable occurs in the text that is judged, in bands of ten times each.
  package var byFrequency: [(band: String, tally: Tally)] {
    var bands: [(String, Int, Tally)] = [
      ("1 to 9 times", 10, Tally()), ("10 to 99", 100, Tally()), ("100 to 999", 1000, Tally()),
      ("1000 and more", .max, Tally()),
    ]
    for (_, tally) in bySpelling {
      guard let band = bands.firstIndex(where: { tally.all < $0.1 }) else { continue }
      bands[band].2.all += tally.all
      bands[band].2.right += tally.right
    }
    return bands.map { ($0.0, $0.2) }
  }

  /// The confusions made most often, the commonest first.
  package func commonestConfusions(_ limit: Int) -> [(confusion: Confusion, count: Int)] {
    confusions.sorted {
      ($1.value, $0.key.meant, $0.key.restored) < ($0.value, $1.key.meant, $1.key.restored)
    }.prefix(limit).map { ($0.key, $0.value) }
  }

  /// Runs of letters and marks: bytes of ASCII letters and everything beyond ASCII that is a letter of the alphabet.
  private struct Words {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next() -> UnsafeRawBufferPointer? {
      while place < bytes.count, !Self.isLetter(bytes[place]) { place += 1 }
      guard place < bytes.count else { return nil }
      let start = place
      while place < bytes.count, Self.isLetter(bytes[place]) { place += 1 }
      return UnsafeRawBufferPointer(rebasing: bytes[start..<place])
    }

    /// What is no ASCII sign, blank or digit; dashes and quotes beyond ASCII glue words, in both texts alike.
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
  }
}
