internal import VietCore

/// URLs, e-mail addresses, mentions, hashtags.
extension Joiner {
  /// `https://vi.wikipedia.org/wiki/H%C3%A0_N%E1%BB%99i`, `www.a.org`, `vnexpress.net/thoi-su`, `ten.ho@example.vn`.
  func address(at i: Int, to run: Int) -> Match? {
    guard units[i].kind == .word || units[i].kind == .number, isOpen(i) else { return nil }
    let start = Int(units[i].start)
    let end = Int(units[run &- 1].end)
    guard units[i].flags.contains(.compound) || run > i &+ 2, text[start] < 0x80 else { return nil }
    if let email = emailEnd(start, end), let unit = unitEnding(at: email, from: i, to: run) {
      return Match(end: unit, kind: .email)
    }
    guard let url = urlEnd(start, end) else { return nil }
    // The trimmed end may lie inside a unit: then the address ends with the unit before it.
    if let unit = unitEnding(at: url, from: i, to: run) { return Match(end: unit, kind: .url) }
    var unit = i
    while unit < run, Int(units[unit].end) <= url { unit &+= 1 }
    return unit > i ? Match(end: unit, kind: .url) : nil
  }

  /// `@ten.ho`, `#dulịch`.
  func tag(at i: Int, to run: Int) -> Match? {
    let sign = text[Int(units[i].start)]
    guard sign == UInt8(ascii: "@") || sign == UInt8(ascii: "#"), isOpen(i) else { return nil }
    let kind: TokenKind = sign == UInt8(ascii: "@") ? .mention : .hashtag
    // ICU counts @ among the letters: a mention is one unit already, or the start of one.
    var hasLetter = units[i].kind == .word && units[i].count > 1
    var end = i &+ 1
    while end < run, units[end].kind == .word || units[end].kind == .number {
      if units[end].kind == .word { hasLetter = true }
      end &+= 1
    }
    return hasLetter ? Match(end: end, kind: kind) : nil
  }

  /// Bytes of a local part, RFC 5321 4.5.3.1.1.
  private static let longestLocalPart = 64
  /// Bytes of a host name, RFC 1035 2.3.4.
  private static let longestHost = 255

  /// Where an e-mail address that starts at `start` ends.
  private func emailEnd(_ start: Int, _ end: Int) -> Int? {
    var i = start
    let limit = min(end, start &+ Self.longestLocalPart &+ 1)
    while i < limit, Self.isLocal(text[i]) { i &+= 1 }
    guard i > start, i < limit, text[i] == UInt8(ascii: "@") else { return nil }
    return hostEnd(i &+ 1, end)
  }

  /// Where a URL that starts at `start` ends.
  private func urlEnd(_ start: Int, _ end: Int) -> Int? {
    if let host = schemeEnd(start, end), host < end { return trimmed(host, pathEnd(host, end)) }
    if starts("www.", start, end), start &+ 4 < end {
      return hostEnd(start, end).map { trimmed($0, pathEnd(after: $0, end)) }
    }
    guard let host = hostEnd(start, end), Self.isKnownEnding(lastLabel(start, host)) else { return nil }
    return trimmed(host, pathEnd(after: host, end))
  }

  private func schemeEnd(_ start: Int, _ end: Int) -> Int? {
    for scheme in ["http://", "https://", "ftp://"] as [StaticString] where starts(scheme, start, end) {
      return start &+ scheme.utf8CodeUnitCount
    }
    return nil
  }

  private func starts(_ prefix: StaticString, _ start: Int, _ end: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard end &- start >= count else { return false }
    for k in 0..<count where Self.lowered(text[start &+ k]) != prefix.utf8Start[k] { return false }
    return true
  }

  /// Where a host name of two labels or more ends, if the last one consists of letters.
  private func hostEnd(_ start: Int, _ end: Int) -> Int? {
    var i = start
    var label = start
    var lastDot: Int?
    while i < end {
      guard i &- start <= Self.longestHost else { return nil }
      let byte = text[i]
      if byte == UInt8(ascii: ".") {
        guard i > label, i &+ 1 < end, Self.isHost(text[i &+ 1]) else { break }
        lastDot = i
        label = i &+ 1
      } else if !Self.isHost(byte) && byte != UInt8(ascii: "-") {
        break
      }
      i &+= 1
    }
    guard let lastDot, i &- lastDot >= 3 else { return nil }
    for k in lastDot &+ 1..<i where !Self.isLetter(text[k]) { return nil }
    return i
  }

  private func lastLabel(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    var i = end
    while i > start, text[i &- 1] != UInt8(ascii: ".") { i &-= 1 }
    return UnsafeRawBufferPointer(rebasing: text[i..<end])
  }

  /// Where port, path, query and fragment end; only `:`, `/`, `?`, `#` start them.
  private func pathEnd(after host: Int, _ end: Int) -> Int {
    guard host < end else { return host }
    switch text[host] {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return pathEnd(host, end)
    case UInt8(ascii: ":") where host &+ 1 < end && Self.isDigit(text[host &+ 1]): return pathEnd(host, end)
    default: return host
    }
  }

  private func pathEnd(_ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end {
      switch text[i] {
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): return i
      // General punctuation: quotes, dashes, the ellipsis.
      case 0xE2 where i &+ 1 < end && text[i &+ 1] == 0x80: return i
      default: i &+= 1
      }
    }
    return i
  }

  /// Drops the punctuation of the sentence around an address, and a bracket that was opened before it.
  private func trimmed(_ host: Int, _ end: Int) -> Int {
    var end = end
    // Brackets that are closed before they were opened in the address; counted when the first is met.
    var unopened: Int?
    while end > host {
      switch text[end &- 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
        UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "*"):
        end &-= 1
      case UInt8(ascii: ")"):
        let left = unopened ?? text[host..<end].reduce(0) { $0 &+ ($1 == 0x29 ? 1 : $1 == 0x28 ? -1 : 0) }
        guard left > 0 else { return end }
        unopened = left &- 1
        end &-= 1
      default: return end
      }
    }
    return end
  }

  /// Endings of the bare host names that are taken for addresses; with `www.` or a scheme any ending will do.
  private static func isKnownEnding(_ label: UnsafeRawBufferPointer) -> Bool {
    let endings: [StaticString] = [
      "com", "vn", "net", "org", "edu", "gov", "info", "io", "tv", "me", "biz", "asia", "app", "dev", "jp",
      "uk", "fr",
      "de", "cn", "kr", "eu", "us",
    ]
    return endings.contains { ending in
      ending.utf8CodeUnitCount == label.count
        && label.indices.allSatisfy { Self.lowered(label[$0]) == ending.utf8Start[$0] }
    }
  }

  static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lowered(byte)) }
  private static func isHost(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  private static func isLocal(_ byte: UInt8) -> Bool {
    isHost(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
  }
}
