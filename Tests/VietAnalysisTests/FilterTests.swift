import SystemPackage
import Testing
import VietCore
import VietTestSupport

@testable import VietAnalysis

@Suite struct FilterTests {
  @Test func descriptionsComeBackAsTheyWere() throws {
    let description = AnalyzerDescription(
      .viSyllable, stopWords: ["là", "của"], synonyms: [["xe máy", "mô tô"], ["ko", "không"]],
      lexicon: [.init("trí tuệ nhân tạo"), .init("học máy", weight: 2.5)])
    let back = try AnalyzerDescription(stored: description.stored)
    #expect(back == description)
    #expect(back.fingerprint == description.fingerprint)
    #expect(AnalyzerDescription(.vi).fingerprint != AnalyzerDescription(.viSyllable).fingerprint)
    #expect(AnalyzerDescription(.vi, stopWords: ["a"]).fingerprint != AnalyzerDescription(.vi).fingerprint)
    for text in [
      "", "viettext-analyzer x", "viettext-analyzer 1\nname\tnone", "viettext-analyzer 999\nname\tvi",
      "viettext-analyzer 1\nwhat\tis",
    ] {
      #expect(throws: AnalyzerError.self) { try AnalyzerDescription(stored: text) }
    }
  }

  @Test func stopWordsLeaveTheirPlaces() throws {
    let description = AnalyzerDescription(.viSyllable, stopWords: ["là", "Của"])
    let found = try terms(Array("Đây LÀ sách của la".utf8), description)
    #expect(found.map(\.folded) == ["day", "sach", "la"])
    #expect(found.map(\.position) == [0, 2, 4])
  }

  @Test func synonymsStandBesideWhatWasTyped() throws {
    let description = AnalyzerDescription(
      .viSyllable, synonyms: [["xe máy", "mô tô", "moto"], ["ko", "không"]])
    #expect(try terms(Array("xe máy ko".utf8), description).count == 3)
    let found = try terms(Array("đi xe máy ko".utf8), description, for: .query)
    #expect(found.filter { $0.position == 1 }.map(\.folded).sorted() == ["mo\u{1F}to", "moto", "xe"])
    #expect(found.filter { $0.position == 3 }.map { $0.folded } == ["ko", "khong"])
  }

  @Test func variantsAreSoughtBesideTheTyped() throws {
    #expect(try terms("kỹ thuật", for: .query).map(\.spelling) == ["kỹ", "kĩ", "thuật"])
    #expect(try terms("kĩ thuật", for: .document).map(\.spelling) == ["kĩ", "thuật"])
    #expect(try terms("giòng sông", for: .query).compactMap(\.spelling).contains("dòng"))
    #expect(try terms("danh", for: .query).map(\.spelling) == ["danh"])
  }

  @Test func sharedVariantPairsMatch() throws {
    let file = Repository.sharedData.appending("lexicon").appending("spelling-variants.tsv")
    guard let bytes = try? Subprocess.read(file) else {
      print("skipped: \(file) is not there")
      return
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(lines.count > 50)
    for line in lines {
      let parts = line.split(separator: "\t").map(String.init)
      let found = try terms(parts[0], for: .query).map(\.key)
      #expect(found.contains(key(parts[1])), "\(parts[0]) does not find \(parts[1])")
    }
  }
}
