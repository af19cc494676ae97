internal import VietCore
internal import VietSegmentation

/// Puts words of several syllables beside the syllables that ``SyllableAnalysis`` found.
///
/// In a document these are the words of the segmenter, and what the joining rules make one of (a date, an address).
/// In a query every run of a few neighbours is one: the index holds those that somewhere were a word, so a query whose
/// words are cut otherwise, or that has no marks to cut by, still finds them.
struct WordAnalysis: ~Copyable {
  /// Syllables of a word term at most.
  static let spanLimit = 6
  /// Syllables of the runs that a query looks for.
  static let queryRun = 4

  private var pipeline = TextPipeline(.sentences(.areJoined))
  private var scratch = WordScratch()
  private let segmenter: WordSegmenter
  private var joins: [Bool] = []
  private var words: [TermBatch.Entry] = []

  init(_ segmenter: WordSegmenter) { self.segmenter = segmenter }

  /// Adds the words of a document to `batch`, which holds its syllables in order.
  mutating func addWords(_ text: UnsafeRawBufferPointer, to batch: inout TermBatch) {
    guard batch.count > 1 else { return }
    words.removeAll(keepingCapacity: true)
    pipeline.run(text)
    var next = 0  // first syllable not before the unit
    var sentence = 0
    while sentence < pipeline.units.count {
      var end = sentence + 1
      while end < pipeline.units.count, !pipeline.units[end].flags.contains(.sentenceStart) { end += 1 }
      segment(sentence, end)
      var first = sentence
      for i in sentence..<end where i == end - 1 || !joins[i - sentence] {
        addWord(Int(pipeline.units[first].start), Int(pipeline.units[i].end), &next, &batch)
        first = i + 1
      }
      sentence = end
    }
    batch.insertWords(words)
  }

  private mutating func segment(_ start: Int, _ end: Int) {
    if joins.count < end - start { joins += [Bool](repeating: false, count: end - start - joins.count) }
    pipeline.units.withUnits { units in
      joins.withUnsafeMutableBufferPointer { joins in
        guard let base = joins.baseAddress else { return }
        segmenter.joinWords(UnsafeBufferPointer(rebasing: units[start..<end]), &scratch, into: base)
      }
    }
  }

  /// Adds the word that stands in `start..<end` if it has more than one syllable.
  private mutating func addWord(_ start: Int, _ end: Int, _ next: inout Int, _ batch: inout TermBatch) {
    while next < batch.count, Int(batch.entries[next].start) < start { next += 1 }
    var last = next
    while last < batch.count, Int(batch.entries[last].end) <= end { last += 1 }
    if last - next > 1, last - next <= Self.spanLimit { append(next..<last, &batch) }
    next = last
  }

  /// Adds each run of neighbours of a query.
  mutating func addRuns(to batch: inout TermBatch) {
    words.removeAll(keepingCapacity: true)
    for first in 0..<batch.count {
      for length in 2...Self.queryRun where first + length <= batch.count {
        append(first..<first + length, &batch)
      }
    }
    batch.insertWords(words)
  }

  /// Makes the entry of a word: the folded forms with a blank between them, and the form code of the whole.
  private mutating func append(_ range: Range<Int>, _ batch: inout TermBatch) {
    let (first, last) = (batch.entries[range.lowerBound], batch.entries[range.upperBound - 1])
    let keyStart = batch.keys.count
    guard let (folded, form) = WordKey.append(range, &batch) else {
      batch.keys.count = keyStart
      return
    }
    words.append(
      TermBatch.Entry(
        keyStart: UInt32(truncatingIfNeeded: keyStart), foldedLength: UInt16(folded),
        formLength: UInt16(form),
        position: first.position, start: first.start, end: last.end, span: UInt8(range.count)))
  }
}

extension TermBatch {
  /// Puts `words`, ordered by position, behind the syllables of their places.
  mutating func insertWords(_ words: [Entry]) {
    var read = count - 1
    for word in words { append(word) }
    var word = words.count - 1
    var write = count - 1
    while word >= 0 {
      if read >= 0, entries[read].position > words[word].position {
        entries[write] = entries[read]
        read -= 1
      } else {
        entries[write] = words[word]
        word -= 1
      }
      write -= 1
    }
  }
}
