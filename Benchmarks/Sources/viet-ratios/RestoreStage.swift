import VietText

/// Diacritics put back on text that was stripped of them, beside the stripping.
enum RestoreStage {
  static func run(_ text: [UInt8]) {
    var strip = Normalizer.Options()
    strip.strip = true
    let normalizer = Normalizer(strip)
    // A part: restoring takes a thousand times as long as copying.
    let part = Array(text.prefix(4 << 20))
    var bare = ByteBuffer(capacity: part.count)
    part.withUnsafeBytes { normalizer.normalize($0, into: &bare) }
    let stripped = bare.array
    var restored = ByteBuffer(capacity: part.count * 2)
    var again = ByteBuffer(capacity: part.count)
    let restorer = Restorer()
    Contest.row(
      "restore", "text without marks", bytes: stripped.count,
      [
        Rival(name: "viet") {
          restored.removeAll()
          stripped.withUnsafeBytes { restorer.restore($0, into: &restored) }
        },
        Rival(name: "strip of the marked text") {
          again.removeAll()
          part.withUnsafeBytes { normalizer.normalize($0, into: &again) }
        },
        Contest.memcpy(stripped),
      ])
  }
}
