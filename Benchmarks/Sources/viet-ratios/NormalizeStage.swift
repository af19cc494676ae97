import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Normalising against ICU's `normalizeUTF8` and memcpy on the same bytes.
enum NormalizeStage {
  static func run(_ text: [UInt8]) {
    let nfc = normalized(text, .nfc)
    let nfd = normalized(text, .nfd)
    let mixed = partlyDecomposed(nfc)
    row("NFC of NFC", nfc, .nfc)
    row("NFC of NFD", nfd, .nfc)
    row("NFC of NFC with 1 % of the letters in NFD", mixed, .nfc)
    row("NFD of NFC", nfc, .nfd)
    row("NFD of NFD", nfd, .nfd)
    row("NFKC of NFC", nfc, .nfkc)
    row("NFKD of NFC", nfc, .nfkd)
    lines("the lines of 30 to 300 bytes, NFC of NFC", nfc, .nfc, shortLines)
    lines("the lines of 30 to 300 bytes, NFC of NFD", nfd, .nfc, shortLines)
    lines("all text cut to 30 to 300 bytes, NFC of NFC", nfc, .nfc, cutLines)
    lines("all text cut to 30 to 300 bytes, NFC of NFD", nfd, .nfc, cutLines)
    validation(nfc)
  }

  private static func normalized(_ bytes: [UInt8], _ form: NormalizationForm) -> [UInt8] {
    var output = ByteBuffer(capacity: bytes.count * 2)
    bytes.withUnsafeBytes { UnicodeNormalizer(form).normalize($0, into: &output) }
    return output.array
  }

  /// One letter in a hundred (of those that are no ASCII) decomposed, spread evenly by a hash.
  private static func partlyDecomposed(_ nfc: [UInt8]) -> [UInt8] {
    var output = ByteBuffer(capacity: nfc.count * 2)
    var state: UInt64 = 1
    nfc.withUnsafeBytes { bytes in
      var i = 0
      while i < bytes.count {
        let lead = bytes[i]
        let length = min(bytes.count - i, lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4)
        let letter = UnsafeRawBufferPointer(rebasing: bytes[i..<i + length])
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if lead >= 0x80, (state >> 33) % 100 == 0 {
          UnicodeNormalizer(.nfd).normalize(letter, into: &output)
        } else {
          output.append(letter)
        }
        i += length
      }
    }
    return output.array
  }

  private static func row(_ what: String, _ bytes: [UInt8], _ form: NormalizationForm) {
    let normalizer = UnicodeNormalizer(form)
    var ours = ByteBuffer(capacity: bytes.count * 2)
    var icu = ByteBuffer(capacity: bytes.count * 2)
    Contest.row(
      "normalize", what, bytes: bytes.count,
      [
        Rival(name: "viet") {
          ours.removeAll()
          bytes.withUnsafeBytes { normalizer.normalize($0, into: &ours) }
        },
        Rival(name: "ICU") {
          icu.removeAll()
          bytes.withUnsafeBytes { try! ICUNormalizing.normalize($0, to: form, into: &icu) }
        },
        Contest.memcpy(bytes),
      ])
    precondition(
      ours.count == icu.count && memcmp(ours.base, icu.base, ours.count) == 0, "\(what) differs from ICU")
  }

  /// The lines of the text that have 30 to 300 bytes.
  private static func shortLines(of raw: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    var lines: [UnsafeRawBufferPointer] = []
    var start = 0
    for i in raw.indices where raw[i] == 0x0A {
      if (30...300).contains(i - start) { lines.append(UnsafeRawBufferPointer(rebasing: raw[start..<i])) }
      start = i + 1
    }
    return lines
  }

  /// The whole text, cut at the first blank behind a length of 30 to 290 bytes that a hash chooses.
  private static func cutLines(of raw: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    var lines: [UnsafeRawBufferPointer] = []
    var state: UInt64 = 1
    var start = 0
    while start < raw.count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var end = min(raw.count, start + 30 + Int((state >> 33) % 260))
      while end < raw.count, raw[end] != 0x20, raw[end] != 0x0A { end += 1 }
      lines.append(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
      start = end
    }
    return lines
  }

  private static func lines(
    _ what: String, _ bytes: [UInt8], _ form: NormalizationForm,
    _ choose: (UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer]
  ) {
    let normalizer = UnicodeNormalizer(form)
    var ours = ByteBuffer(capacity: 4096)
    var icu = ByteBuffer(capacity: 4096)
    let copy = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 64)
    defer { copy.deallocate() }
    bytes.withUnsafeBytes { raw in
      let lines = choose(raw)
      Contest.row(
        "normalize", "\(what) (\(lines.count))", bytes: lines.reduce(0) { $0 + $1.count },
        [
          Rival(name: "viet") { each(lines, into: &ours) { normalizer.normalize($0, into: &$1) } },
          Rival(name: "ICU") {
            each(lines, into: &icu) { try! ICUNormalizing.normalize($0, to: form, into: &$1) }
          },
          Rival(name: "memcpy") { for line in lines { memcpy(copy, line.baseAddress!, line.count) } },
        ])
    }
  }

  /// One access to the buffer for all lines: a variable that closures share is checked at each.
  @inline(__always)
  private static func each(
    _ lines: [UnsafeRawBufferPointer], into buffer: inout ByteBuffer,
    _ body: (UnsafeRawBufferPointer, inout ByteBuffer) -> Void
  ) {
    for line in lines {
      buffer.removeAll()
      body(line, &buffer)
    }
  }

  private static func validation(_ bytes: [UInt8]) {
    var isSound = true
    Contest.row(
      "normalize", "UTF-8 validation", bytes: bytes.count,
      [
        Rival(name: "viet") {
          do { try bytes.withUnsafeBytes { try MalformedUTF8.check($0) } } catch { isSound = false }
        },
        Rival(name: "standard library") {
          if String(validating: bytes, as: UTF8.self) == nil { isSound = false }
        },
        Contest.memcpy(bytes),
      ])
    precondition(isSound)
  }
}
