internal import VietCore

/// Spellings of one and the same word that Vietnamese has two of: `kỹ` and `kĩ`, `dòng` and `giòng`.
///
/// A query for one looks for the other beside it; the index stays as it is. Two rules:
///
/// - i and y in an open rime, whatever the tone, after the onsets where usage varies (`quý` and `quí` among them);
/// - d and gi in front of the rimes where dictionaries give both. They are listed, since d and gi are different
///   letters elsewhere (`da` is skin, `gia` is family). Only with marks: without them the rimes mean other words, too.
struct SpellingVariants: Sendable {
  static let shared = SpellingVariants()

  private static let onsetsOfYi = ["b", "h", "k", "l", "m", "n", "qu", "s", "t", "th", "v", "x"]
  private static let tonesOfYi = ["iìỉĩíị", "yỳỷỹýỵ"]
  private static let rimesOfDGi = """
    ăm ắt ằn ẵm ằng ặn ãy ạy àn ãn ành ão át ạt ấp ẫm ẫy ậm ật é ẻ ề ềnh í iệt ô ông ơ oãng óc òi ọi òn òng \
    ỏng óng ồ ỗ ộp ột ối ổi ội ở ỡ ỡn ú ũ ũa ụ ụa ùi úi ụi ùm uộc uối uồng ừ ứt ựt
    """

  /// Keys of spellings → keys of the other spellings of the word.
  private let others: [[UInt8]: [[UInt8]]]

  private init() {
    var pairs: [(String, String)] = []
    for onset in Self.onsetsOfYi {
      for (i, y) in zip(Self.tonesOfYi[0], Self.tonesOfYi[1]) {
        pairs.append(("\(onset)\(i)", "\(onset)\(y)"))
      }
    }
    for rime in Self.rimesOfDGi.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      // The i of gi is written once.
      let startsWithI = rime.first.map { "iìỉĩíị".contains($0) } ?? false
      pairs.append(("d\(rime)", startsWithI ? "g\(rime)" : "gi\(rime)"))
    }
    var others: [[UInt8]: [[UInt8]]] = [:]
    for (a, b) in pairs {
      let (keyOfA, keyOfB) = (Self.key(a), Self.key(b))
      others[keyOfA, default: []].append(keyOfB)
      others[keyOfB, default: []].append(keyOfA)
    }
    self.others = others
  }

  private static func key(_ word: String) -> [UInt8] {
    var keys = ByteBuffer()
    var word = word
    _ = word.withUTF8 { TermKey.append(UnsafeRawBufferPointer($0), to: &keys) }
    return keys.array
  }

  /// Adds the other spellings at the same places.
  func expand(_ batch: inout TermBatch) {
    let count = batch.count
    for i in 0..<count where batch.entries[i].span == 1 {
      for other in others[batch.key(batch.entries[i])] ?? [] {
        var entry = batch.entries[i]
        entry.keyStart = UInt32(truncatingIfNeeded: batch.keys.count)
        entry.foldedLength = UInt16(other.firstIndex(of: 0) ?? other.count)
        entry.formLength = UInt16(other.count - 1 - Int(entry.foldedLength))
        other.withUnsafeBytes { batch.keys.append($0) }
        batch.append(entry)
      }
    }
    batch.sortByPosition()
  }
}

extension TermBatch {
  /// Puts the entries in the order of their places; those of one place stay in the order in which they came.
  mutating func sortByPosition() {
    let buffer = UnsafeMutableBufferPointer(start: entries, count: count)
    for i in 1..<max(1, count) {
      let entry = buffer[i]
      var k = i
      while k > 0, buffer[k - 1].position > entry.position {
        buffer[k] = buffer[k - 1]
        k -= 1
      }
      buffer[k] = entry
    }
  }
}
