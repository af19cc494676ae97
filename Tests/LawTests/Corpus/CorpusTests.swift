import SystemPackage
import Testing
import VietTestSupport

@Suite struct CorpusTests {
  @Test func everyDocumentHasItsFieldsAndLength() throws {
    let documents = try CorpusDocument.all()
    #expect(documents.count >= 60)
    #expect(Set(documents.map(\.id)).count == documents.count)
    for document in documents {
      #expect(!document.title.isEmpty && !document.genre.isEmpty, "\(document.id)")
      #expect(document.file == document.genre, "\(document.id) stands in \(document.file).jsonl")
      let count = document.syllables.count
      #expect((100...600).contains(count), "\(document.id) has \(count) syllables")
    }
  }

  @Test func noTwoDocumentsShareARunOfEightSyllables() throws {
    var seen: [ArraySlice<String>: String] = [:]
    for document in try CorpusDocument.all() {
      let syllables = document.syllables
      guard syllables.count >= 8 else { continue }
      for start in 0...syllables.count - 8 {
        let run = syllables[start..<start + 8]
        if let other = seen[run], other != document.id {
          Issue.record("\(document.id) and \(other) share: \(run.joined(separator: " "))")
          break
        }
        seen[run] = document.id
      }
    }
  }

  @Test func manifestIsTrue() throws { try runs("manifest.py") }

  @Test func shapesAreWhatTheScriptMakes() throws { try runs("make-shapes.py") }

  /// Runs a script of Corpus/ with `--check`.
  private func runs(_ script: String) throws {
    let path = Repository.corpus.appending(script).string
    guard let result = try Subprocess.run("python3", [path, "--check"]), result.status != 127 else {
      print("skipped: Corpus/\(script) needs python3, which is not installed")
      return
    }
    #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))\(result.error)")
  }
}
