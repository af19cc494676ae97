import Testing
import VietSegmentation

@testable import VietTraining

@Suite struct WordTrainerTests {
  private static let text = """
    học_sinh đi học .
    các học_sinh giỏi đi thi .
    sinh_viên học ở Hà_Nội .
    Hà_Nội là thủ_đô .
    thủ_đô của Việt_Nam là Hà_Nội .
    """

  private func train(seed: UInt64) throws -> [Float] {
    let examples = try SegmentedText.sentences(in: Self.text).flatMap { [$0.natural, $0.spaced] }
      .map { WordTrainer.Example(LabelledSentence($0)) }
    var options = WordTrainer.Options()
    options.seed = seed
    var trainer = WordTrainer(options)
    trainer.train(examples) { _, _ in }
    return trainer.weights
  }

  @Test func sameSeedSameWeights() throws {
    let first = try train(seed: 5)
    #expect(first == (try train(seed: 5)))
    #expect(first != (try train(seed: 6)))
  }

  @Test func learnsWhatItIsShown() throws {
    let (weights, scale) = WordTrainer.quantised(try train(seed: 5))
    let model = try WordModel.file(weights: weights, scale: scale, description: "").withUnsafeBytes {
      try WordModel($0)
    }
    let texts = try SegmentedText.sentences(in: Self.text).map(\.natural)
    let evaluation = WordEvaluation(WordSegmenter(model: model), texts)
    #expect(evaluation.all.f1 == 1)
    #expect(evaluation.exactSentences == 5)
  }

  @Test func sureWeightsSettleOpenGapsAndDoubtTheOthers() throws {
    let examples = try SegmentedText.sentences(in: Self.text).map {
      WordTrainer.Example(LabelledSentence($0.natural))
    }
    var options = WordTrainer.Options()
    options.epochs = 40
    options.settlingConfidence = 0.6
    options.doubtingConfidence = 0.6
    var trainer = WordTrainer(options)
    let voted = try SegmentedText.sentences(in: "học‿sinh đi‿học .\nHà Nội là_thủ_đô .").map {
      WordTrainer.Example(LabelledSentence($0.natural))
    }
    // Weights of nothing know nothing.
    #expect(trainer.vote(on: voted).map(\.sentence.gaps) == voted.map(\.sentence.gaps))
    trainer.train(examples) { _, _ in }
    let settled = trainer.vote(on: voted)
    #expect(settled[0].sentence.gaps == [.joined, .split, .split, .split, .split])
    #expect(settled[1].sentence.gaps == [.none, .split, .none, .joined, .split, .split])
  }

  @Test func trainingStopsWhereItNoLongerHelps() throws {
    let examples = try SegmentedText.sentences(in: Self.text).map {
      WordTrainer.Example(LabelledSentence($0.natural))
    }
    var options = WordTrainer.Options()
    options.epochs = 100
    options.patience = 2
    var trainer = WordTrainer(options)
    var kept: [[Float]] = []
    trainer.train(examples, progress: { _, _ in }) { weights in
      kept.append(weights.map { $0 })
      return kept.count <= 4 ? Double(kept.count) : 0
    }
    #expect(kept.count == 6)
    #expect(trainer.weights == kept[3])
  }

  @Test func talliesAreThoseOfTheDefinition() throws {
    // A model without weights splits everywhere.
    let weights = [Int8](repeating: 0, count: 1 << WordFeatures.slotBits)
    let model = try WordModel.file(weights: weights, scale: 1, description: "").withUnsafeBytes {
      try WordModel($0)
    }
    let texts = try SegmentedText.sentences(in: "học_sinh đi .").map(\.natural)
    let evaluation = WordEvaluation(WordSegmenter(model: model), texts, seen: ["đi", "."])
    #expect(evaluation.all.gold == 3)
    #expect(evaluation.all.found == 4)
    #expect(evaluation.all.right == 2)
    #expect(abs(evaluation.all.f1 - 4.0 / 7) < 1e-12)
    #expect(evaluation.unseen.gold == 1)
    #expect(evaluation.commonestMistakes(5).first?.mistake == .init(gold: "học_sinh", found: "học|sinh"))
    #expect(evaluation.interval().contains(evaluation.all.f1))
  }

  @Test func exponentialIsExact() {
    for (x, y) in [(0.0, 1.0), (1, 2.718281828459045), (-1, 0.36787944117144233), (10, 22026.465794806718)] {
      #expect(abs(WordPosteriors.exponential(x) / y - 1) < 1e-14)
    }
  }
}
