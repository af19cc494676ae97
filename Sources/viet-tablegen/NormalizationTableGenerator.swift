internal import VietCore
internal import VietKernels
internal import VietUnicode

/// The tables of the normalising kernels, from the data of the ICU that is linked.
enum NormalizationTableGenerator: GeneratedTable {
  static let path = "Sources/CVietData/blobs/normalization.bin"
  private typealias Layout = NormalizationTables.Layout

  static func make() throws -> [UInt8] {
    let accented = try accentedVowels()
    var bytes: [UInt8] = []
    for row in (0x40...0x7F).map(UInt32.init) + accented { bytes += try compositions(of: row) }
    for form in [NormalizationForm.nfd, .nfkd] {
      for letter in Layout.letters.joined() { bytes += try entry([letter], in: form) }
    }
    var pages: [[UInt8]] = []
    for form in NormalizationForm.allCases {
      for start in stride(from: 0, to: Layout.limit, by: 256) {
        let page = try properties(from: start, in: form)
        let number = pages.firstIndex(of: page) ?? pages.count
        if number == pages.count { pages.append(page) }
        bytes += [UInt8(number & 0xFF), UInt8(number >> 8)]
      }
    }
    bytes += Layout.firstCodePoints.joined().map { letter in
      accented.firstIndex(of: letter).map { UInt8(64 + $0) } ?? 0
    }
    bytes += (0x300...0x33F).map { mark in Layout.marks.firstIndex(of: mark).map { UInt8($0 + 1) } ?? 0 }
    bytes += try orders() + [UInt8](repeating: 0, count: 7)
    return bytes + pages.joined()
  }

  /// The vowels with every quality and tone that Vietnamese writes, as single code points, ascending.
  private static func accentedVowels() throws -> [UInt32] {
    var found: Set<UInt32> = []
    let plain = "aeiouyAEIOUY".unicodeScalars.map(\.value)
    let qualities: [UInt32?] = [nil, 0x302, 0x306, 0x31B]
    let tones: [UInt32?] = [nil, 0x300, 0x309, 0x303, 0x301, 0x323]
    for vowel in plain {
      for quality in qualities {
        for tone in tones {
          let text = String(
            decoding: try normalized([vowel] + [quality, tone].compactMap { $0 }, .nfc), as: UTF8.self)
          let scalars = Array(text.unicodeScalars)
          // Breve on o, horn on e and the like exist in Unicode or not; only what Vietnamese writes counts.
          let isWritten = quality.map { mark in
            switch mark {
            case 0x302: "aeoAEO".unicodeScalars.contains { $0.value == vowel }
            case 0x306: "aA".unicodeScalars.contains { $0.value == vowel }
            default: "ouOU".unicodeScalars.contains { $0.value == vowel }
            }
          }
          if scalars.count == 1, scalars[0].value >= 0x80, isWritten ?? true {
            found.insert(scalars[0].value)
          }
        }
      }
    }
    return found.sorted()
  }

  private static func compositions(of letter: UInt32) throws -> [UInt8] {
    let marks: [UInt32?] = [nil] + Layout.marks
    var bytes: [UInt8] = []
    for first in marks {
      for second in marks {
        guard let first else {
          bytes += [UInt8](repeating: 0, count: 8)
          continue
        }
        let text = [letter, first] + [second].compactMap { $0 }
        // Never longer than what it stands for: the kernel relies on it. The rest is left to ICU.
        let isShort = try normalized(text, .nfc).count <= min(7, utf8(text).count)
        bytes += isShort ? try entry(text, in: .nfc) : [UInt8](repeating: 0, count: 8)
      }
    }
    return bytes
  }

  private static func orders() throws -> [UInt8] {
    let marks: [UInt32?] = [nil] + Layout.marks
    return try marks.flatMap { first in
      try marks.map { second in
        guard let first else { return 0 }
        let text = [0x61, first] + [second].compactMap { $0 }
        return try normalized(text, .nfd) == utf8(text) ? 1 : 0
      }
    }
  }

  private static func properties(from start: UInt32, in form: NormalizationForm) throws -> [UInt8] {
    var page = [UInt8](repeating: 0, count: Layout.pageBytes)
    for codePoint in start..<start + 256 {
      var bits: UInt8 = 3
      if !(0xD800...0xDFFF).contains(codePoint) {
        let known = try ICUNormalizing.properties(of: codePoint, in: form)
        let isBoundary = known.contains(.boundaryBefore)
        bits = (isBoundary ? 2 : 0) | (isBoundary && known.contains([.normalized, .starter]) ? 1 : 0)
      }
      page[Int(codePoint & 0xFF) / 4] |= bits << ((codePoint & 3) * 2)
    }
    return page
  }

  private static func entry(_ text: [UInt32], in form: NormalizationForm) throws -> [UInt8] {
    let output = try normalized(text, form)
    precondition(output.count <= 7, "an entry holds 7 bytes")
    return output + [UInt8](repeating: 0, count: 7 - output.count) + [UInt8(output.count)]
  }

  private static func normalized(_ text: [UInt32], _ form: NormalizationForm) throws -> [UInt8] {
    var output = ByteBuffer()
    try utf8(text).withUnsafeBytes { try ICUNormalizing.normalize($0, to: form, into: &output) }
    return output.array
  }

  private static func utf8(_ text: [UInt32]) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.compactMap(Unicode.Scalar.init))
    return Array(String(scalars).utf8)
  }
}
