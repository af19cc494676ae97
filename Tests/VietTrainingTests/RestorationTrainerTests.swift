import Testing
import VietSegmentation

@testable import VietTraining

@Suite struct RestorationTrainerTests {
  private static let lines = [
    "Tôi yêu tiếng Việt.", "Bạn yêu tiếng Việt.", "Tôi ở Hà Nội, bạn ở Huế.", "Hoa của tôi hóa đá.",
    "Con gà gáy ở ga.", "Tôi yêu hoa.",
  ]

  private func file(_ lines: [String]) -> [UInt8] {
    var text = RestorationText()
    for line in lines {
      var line = line
      line.withUTF8 { text.add(UnsafeRawBufferPointer($0), weight: 6) }
    }
    var options = RestorationTrainer.Options()
    options.bigramBuckets = 40
    options.trigramBuckets = 40
    var trainer = RestorationTrainer(text, options)
    return trainer.file(description: "licence: none\n")
  }

  @Test func sameTextSameBytes() { #expect(file(Self.lines) == file(Self.lines)) }

  @Test func givesBackWhatItLearned() throws {
    let model = try file(Self.lines).withUnsafeBytes { try RestorationModel($0) }
    let restorer = Restorer(model: model)
    var evaluation = RestorationEvaluation(restorer)
    for line in Self.lines {
      var line = line
      line.withUTF8 { evaluation.add(UnsafeRawBufferPointer($0), source: "test") }
    }
    #expect(evaluation.all.right == evaluation.all.all)
    #expect(evaluation.all.all == 28)
    #expect(restorer.restore("Con ga gay o ga.") == "Con gà gáy ở ga.")
  }

  @Test func confusionsAreCounted() throws {
    let model = try file(Self.lines).withUnsafeBytes { try RestorationModel($0) }
    var evaluation = RestorationEvaluation(Restorer(model: model))
    var line = "Tối yêu tiếng Việt."
    line.withUTF8 { evaluation.add(UnsafeRawBufferPointer($0), source: "test") }
    #expect(evaluation.all.all == 4 && evaluation.all.right == 3)
    #expect(evaluation.commonestConfusions(9).map(\.confusion.meant) == ["tối"])
    #expect(evaluation.tones.right == 3 && evaluation.qualities.right == 4)
  }

  @Test func codebooksKeepWhatTheyCan() {
    let few = Codebook([(-7, 1), (3, 2), (80, 1)])
    #expect([-7, 3, 80].map { few.value(Double($0)) } == [-7, 3, 80])
  }
}
