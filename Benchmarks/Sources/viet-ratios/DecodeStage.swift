import VietText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Every eight-bit encoding to UTF-8, beside the C library's `iconv` where that knows it.
enum DecodeStage {
  private static let names: [LegacyEncoding: String] = [
    .tcvn5712: "TCVN5712-1", .viscii: "VISCII", .windows1258: "CP1258",
  ]

  static func run(_ text: [UInt8]) throws {
    for encoding in LegacyEncoding.allCases {
      var encoded = ByteBuffer(capacity: text.count)
      try text.withUnsafeBytes { bytes in
        _ = try LegacyEncoder(encoding, unmappable: .replace).encode(bytes, into: &encoded)
      }
      let bytes = encoded.array
      let decoder = LegacyDecoder(encoding, invalid: .replace)
      var output = ByteBuffer(capacity: text.count * 2)
      var rivals = [
        Rival(name: "viet") {
          output.removeAll()
          _ = try! bytes.withUnsafeBytes { try decoder.decode($0, into: &output) }
        }
      ]
      if let name = names[encoding], let rival = iconvRival(name, bytes) { rivals.append(rival) }
      Contest.row("decode", encoding.rawValue, bytes: bytes.count, rivals + [Contest.memcpy(bytes)])
    }
  }

  private static func iconvRival(_ name: String, _ bytes: [UInt8]) -> Rival? {
    guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else { return nil }
    let output = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count * 4)
    var input = bytes.map { CChar(bitPattern: $0) }
    return Rival(name: "iconv") {
      input.withUnsafeMutableBufferPointer { buffer in
        var from = buffer.baseAddress
        var left = buffer.count
        var to: UnsafeMutablePointer<CChar>? = output
        var room = buffer.count * 4
        // A byte that means nothing stops it: step over, as `iconv -c` does.
        while left > 0, iconv(descriptor, &from, &left, &to, &room) == Int.max {
          from = from.map { $0 + 1 }
          left -= 1
        }
      }
    }
  }
}
