import VietText

/// The passes over spelling. Nobody else has them; ICU's NFC of the same bytes is the yardstick.
enum SpellingStage {
  static func run(_ text: [UInt8]) {
    var passes: [(String, Normalizer.Options)] = []
    func add(_ name: String, _ change: (inout Normalizer.Options) -> Void) {
      var options = Normalizer.Options()
      change(&options)
      passes.append((name, options))
    }
    add("strip") { $0.strip = true }
    add("fold") { $0.fold = true }
    add("tone, new") { $0.tone = .modern }
    add("tone, old") { $0.tone = .traditional }
    add("repair") { $0.repair = true }
    for (name, options) in passes {
      let normalizer = Normalizer(options)
      var ours = ByteBuffer(capacity: text.count * 2)
      var icu = ByteBuffer(capacity: text.count * 2)
      Contest.row(
        "spelling", name, bytes: text.count,
        [
          Rival(name: "viet") {
            ours.removeAll()
            text.withUnsafeBytes { normalizer.normalize($0, into: &ours) }
          },
          Rival(name: "ICU NFC") {
            icu.removeAll()
            text.withUnsafeBytes { try! ICUNormalizing.normalize($0, to: .nfc, into: &icu) }
          },
          Contest.memcpy(text),
        ])
    }
  }
}
