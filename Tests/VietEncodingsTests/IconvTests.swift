import Testing
import VietCore

@testable import VietEncodings

#if canImport(Glibc)
  import Glibc

  /// The C library's converter, where it knows the encoding.
  private func iconv(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else { return nil }
    defer { iconv_close(descriptor) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    let capacity = output.count
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        let first = Glibc.iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
        // Flushes a letter that waits for its mark.
        return first == -1 ? first : Glibc.iconv(descriptor, nil, nil, &to, &outputLeft)
      }
    }
    guard status != -1 else { return [] }
    return output[..<(capacity - outputLeft)].map { UInt8(bitPattern: $0) }
  }

  @Suite struct IconvTests {
    @Test(arguments: [(LegacyEncoding.tcvn5712, "TCVN5712-1"), (.viscii, "VISCII"), (.windows1258, "CP1258")])
    func agreesWithTheCLibrary(_ pair: (encoding: LegacyEncoding, name: String)) throws {
      guard iconv([0x41], from: pair.name) != nil else {
        print("skipped: this iconv does not know \(pair.name)")
        return
      }
      for byte in UInt8.min...UInt8.max {
        for bytes in [[byte], [0x61, byte], [byte, 0x62], [0xE2, byte]] {
          guard let theirs = iconv(bytes, from: pair.name), !theirs.isEmpty else { continue }
          let ours = try? LegacyDecoder(pair.encoding).decode(bytes).text
          // iconv leaves some pairs decomposed; canonical equivalence (== of String) is what is compared.
          #expect(ours == text(theirs), "\(bytes) of \(pair.name)")
        }
      }
    }
  }
#endif
