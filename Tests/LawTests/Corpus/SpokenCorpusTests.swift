import Testing
import VietTestSupport
import VietUnicode

/// What people say and write to each other, in `Corpus/spoken`.
@Suite struct SpokenCorpusTests {
  @Test func everyDocumentHasItsFields() throws {
    let documents = try CorpusDocument.all(in: "spoken")
    #expect(!documents.isEmpty)
    #expect(Set(documents.map(\.id)).count == documents.count)
    for document in documents {
      #expect(document.id.hasPrefix(document.file + "-"), "\(document.id) stands in \(document.file).jsonl")
      #expect(!document.title.isEmpty && !document.genre.isEmpty, "\(document.id)")
      #expect(document.syllables.count >= 20, "\(document.id) is short")
    }
  }

  @Test func everyDocumentIsComposed() throws {
    let composer = UnicodeNormalizer(.nfc)
    for document in try CorpusDocument.all(in: "spoken") {
      for field in [document.id, document.title, document.text] {
        var field = field
        let isComposed = field.withUTF8 { composer.isNormalized(UnsafeRawBufferPointer($0)) }
        #expect(isComposed, "\(document.id)")
      }
    }
  }
}
