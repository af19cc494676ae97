import Testing
import VietCore
import VietTestSupport

@testable import VietEncodings

@Suite struct LegacyRoundTripTests {
  @Test(arguments: LegacyEncoding.allCases)
  func everyLetterComesBack(_ encoding: LegacyEncoding) throws {
    var unmappable = 0
    for codePoint in VietnameseLetters.codePoints {
      let letter = String(Unicode.Scalar(codePoint)!)
      guard let bytes = try? LegacyEncoder(encoding).encode(letter) else {
        unmappable += 1
        continue
      }
      #expect(try LegacyDecoder(encoding).decode(bytes).text == letter, "\(letter) in \(encoding)")
    }
    // TCVN3 has no capitals with tone marks, BKHCM1 lacks Ụ and Ỵ; the others have all.
    let expected: [LegacyEncoding: Int] = [.tcvn3: 60, .bkhcm1: 2]
    #expect(unmappable == expected[encoding, default: 0])
  }

  @Test(arguments: LegacyEncoding.allCases)
  func everyByteThatMeansSomethingIsWrittenBack(_ encoding: LegacyEncoding) throws {
    for byte in UInt8.min...UInt8.max {
      guard let decoded = try? LegacyDecoder(encoding).decode([byte]).text else { continue }
      let encoded = try? LegacyEncoder(encoding).encode(decoded)
      // Windows-1258 and TCVN 5712 also have combining marks and second ways to write a letter.
      guard let encoded else {
        Issue.record("\(byteName(byte)) of \(encoding) reads as \(decoded), which can't be written")
        continue
      }
      #expect(try LegacyDecoder(encoding).decode(encoded).text == decoded)
    }
  }

  @Test func lowerCasePolicyKeepsTheLetter() throws {
    let bytes = try LegacyEncoder(.tcvn3, unmappable: .lower).encode("CỘNG HÒA")
    #expect(try LegacyDecoder(.tcvn3).decode(bytes).text == "CộNG HòA")
    #expect(throws: ConversionError.self) { try LegacyEncoder(.tcvn3).encode("CỘNG") }
    #expect(try text(LegacyEncoder(.tcvn3, unmappable: .escape).encode("Ộ")) == "\\u{1ED8}")
    #expect(try text(LegacyEncoder(.viscii, unmappable: .replace).encode("漢a")) == "?a")
  }

  @Test func errorsNameTheByteOfTheCallersText() throws {
    do {
      // The first letters are decomposed: six bytes before U+6F22.
      _ = try LegacyEncoder(.viscii).encode("e\u{302}\u{301}a漢")
      Issue.record("no error")
    } catch { #expect(error.offset == 6) }
    do {
      _ = try LegacyDecoder(.tcvn3).decode([0x61, 0x62, 0x81])
      Issue.record("no error")
    } catch { #expect(error.offset == 2) }
  }

  @Test(arguments: LegacyEncoding.allCases)
  func partsCutAtBoundariesGiveTheWhole(_ encoding: LegacyEncoding) throws {
    let encoded = try LegacyEncoder(encoding, unmappable: .lower).encode("Người đẹp, ở đấy ạ: quý Ỷ sữa.")
    let decoder = LegacyDecoder(encoding)
    let whole = try decoder.decode(encoded).text
    for cut in 1..<encoded.count where decoder.isBoundary(before: encoded[cut]) {
      let parts =
        try rewritten(Array(encoded[..<cut])) { _ = try decoder.decode($0, into: &$1) }
        + rewritten(Array(encoded[cut...])) { _ = try decoder.decode($0, into: &$1) }
      #expect(text(parts) == whole)
    }
  }

  @Test(arguments: LegacyEncoding.allCases)
  func anyBytesGiveAnAnswerAndAnAlignment(_ encoding: LegacyEncoding) throws {
    let seed: UInt64 = 0x5EED_0001
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let bytes = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let aligned = try LegacyDecoder(encoding, invalid: .replace).decode(bytes)
      let whole = rewritten(bytes) {
        _ = try? LegacyDecoder(encoding, invalid: .replace).decode($0, into: &$1)
      }
      #expect(aligned.text == text(whole), "seed \(seed) round \(round)")
      let all = aligned.alignment.original(UTF8Range(0, aligned.text.utf8.count))
      #expect(all == UTF8Range(0, bytes.count), "seed \(seed) round \(round)")
    }
  }

  @Test func vniReadsMarksOfEitherCase() throws {
    #expect(try LegacyDecoder(.vni).decode([0x61, 0xF9, 0x61, 0xD9]).text == "áá")
    #expect(try LegacyDecoder(.vni).decode([0x41, 0xD9, 0x41, 0xF9]).text == "ÁÁ")
  }

  @Test func windows1258ComposesWhateverTheTonesStandOn() throws {
    #expect(try LegacyDecoder(.windows1258).decode([0xE2, 0xF2]).text == "ậ")
    #expect(try LegacyDecoder(.windows1258).decode([0x65, 0xEC, 0xE9]).text == "éé")
    #expect(try LegacyDecoder(.windows1258).decode([0x6E, 0xEC]).text == "ń")
    let marked = try LegacyDecoder(.tcvn5712).decode([0x65, 0xB3, 0x6E, 0xB3]).text
    #expect(Array(marked.utf8) == Array("éń".utf8))
    #expect(try LegacyEncoder(.windows1258).encode("ậé") == [0xE2, 0xF2, 0xE9])
  }
}
