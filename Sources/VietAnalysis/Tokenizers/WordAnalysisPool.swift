internal import VietCore
internal import VietSegmentation

/// Lends out the working memory of ``WordAnalysis``, so that an analyzer can be shared by threads and a document
/// costs no allocation.
final class WordAnalysisPool: Sendable {
  private final class Box: @unchecked Sendable {
    var analysis: WordAnalysis
    init(_ segmenter: WordSegmenter) { analysis = WordAnalysis(segmenter) }
  }

  private let segmenter: WordSegmenter
  private let idle = Monitor<[Box]>([])

  init(_ segmenter: WordSegmenter) { self.segmenter = segmenter }

  /// Adds words to a batch that holds the syllables of `text`.
  func addWords(_ text: UnsafeRawBufferPointer, _ purpose: AnalysisPurpose, to batch: inout TermBatch) {
    guard purpose != .prefixQuery, batch.count > 1 else { return }
    let box = idle.update { boxes in boxes.popLast() } ?? Box(segmenter)
    defer { idle.update { boxes in boxes.append(box) } }
    if purpose == .document {
      box.analysis.addWords(text, to: &batch)
    } else {
      box.analysis.addRuns(to: &batch)
    }
  }
}
