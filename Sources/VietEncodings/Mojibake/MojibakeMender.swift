public import VietCore

/// Mends text that was decoded wrongly once, line by line; lines that are sound stay.
public struct MojibakeMender: Sendable {
  public let kind: MojibakeKind

  public init(_ kind: MojibakeKind) { self.kind = kind }

  /// Appends `text` (UTF-8) with its spoilt lines mended and returns how many there were.
  ///
  /// A line is replaced when more of its marked words are Vietnamese syllables afterwards. A text may be
  /// mended in parts that are cut after a newline. Complexity: O(*n*).
  @discardableResult
  public func mend(_ text: UnsafeRawBufferPointer, into output: inout ByteBuffer) -> Int {
    output.reserve(text.count)
    var scratch = ByteBuffer(capacity: 1 << 10)
    var mended = 0
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      let next = min(end + 1, text.count)
      let line = UnsafeRawBufferPointer(rebasing: text[start..<next])
      scratch.removeAll()
      if let attempt = attempt(line, scratch: &scratch), attempt {
        scratch.withBytes { output.append($0) }
        mended += 1
      } else {
        output.append(line)
      }
      start = next
    }
    return mended
  }

  /// Fills `scratch` with the mended line and returns whether it is better; nothing when there is nothing to mend.
  private func attempt(_ line: UnsafeRawBufferPointer, scratch: inout ByteBuffer) -> Bool? {
    guard line.contains(where: { $0 >= 0x80 }) else { return nil }
    switch kind {
    case .tcvn3: LatinBytes.redecode(line, as: .tcvn3, into: &scratch)
    case .vni: LatinBytes.redecode(line, as: .vni, into: &scratch)
    case .utf8: BrokenUTF8(line).mend(into: &scratch)
    }
    let before = VietnameseScore(line)
    let after = scratch.withBytes { VietnameseScore($0) }
    return after.balance > before.balance
  }
}
