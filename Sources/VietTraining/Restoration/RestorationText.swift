internal import VietCore
internal import VietOrthography
internal import VietSegmentation

/// Running text as rows of numbered spellings: what the counts of a language model are taken from.
package struct RestorationText: ~Copyable {
  /// A spelling, whatever its case.
  struct Spelling {
    let exactHash: UInt64
    let foldedHash: UInt64
    /// `nil` for what is not written with the letters of syllables.
    let letters: TypedLetters?
    /// What the letters bear; `nil` for what is no syllable.
    let pattern: MarkPattern?
    /// Weighted.
    var count = 0.0
    /// Within sentences: with a capital first, and without one.
    var titles = 0
    var lowers = 0
  }

  private(set) var spellings: [Spelling] = []
  /// For each weight numbers of spellings, ``RestorationModel/Special/count`` added; below that the kinds, 0 where a line ends.
  private(set) var streams: [(weight: Double, stream: [UInt32])] = []
  private var numbers: [UInt64: UInt32] = [:]
  private var units = RestorationUnits()
  private var composed = ByteBuffer()
  private let composer = Normalizer(.canonical)

  package init() {}

  /// Adds a document, well-formed UTF-8, whose words count `weight` times.
  package mutating func add(_ text: UnsafeRawBufferPointer, weight: Double = 1) {
    composed.removeAll()
    composer.normalize(text, into: &composed)
    let place = streams.firstIndex { $0.weight == weight } ?? streams.count
    if place == streams.count { streams.append((weight, [])) }
    let bytes = UnsafeRawBufferPointer(start: composed.base, count: composed.count)
    for line in bytes.split(separator: 0x0A) { addLine(UnsafeRawBufferPointer(rebasing: line), place) }
  }

  private mutating func addLine(_ line: UnsafeRawBufferPointer, _ place: Int) {
    let weight = streams[place].weight
    units.cut(line) { unit in
      Syllable(utf8: UnsafeRawBufferPointer(rebasing: line[Int(unit.start)..<Int(unit.end)])) != nil
    }
    var numbered: [UInt32] = []
    var follows = false
    for i in 0..<units.count {
      let unit = units[i]
      switch RestorationModel.Special.kind(of: unit) {
      case let kind?: numbered.append(UInt32(kind))
      case nil: numbered.append(number(of: unit, in: line, follows, weight))
      }
      follows = RestorationUnits.goesOn(after: unit, line)
    }
    guard !numbered.isEmpty else { return }
    streams[place].stream += numbered
    streams[place].stream.append(UInt32(RestorationModel.Special.boundary))
  }

  private mutating func number(
    of unit: TextUnit, in line: UnsafeRawBufferPointer, _ follows: Bool, _ weight: Double
  ) -> UInt32 {
    let number: UInt32
    if let known = numbers[unit.exactHash] {
      number = known
    } else {
      let bytes = UnsafeRawBufferPointer(rebasing: line[Int(unit.start)..<Int(unit.end)])
      number = UInt32(spellings.count + RestorationModel.Special.count)
      numbers[unit.exactHash] = number
      let letters = unit.kind == .word ? TypedLetters(bytes) : nil
      let pattern = Syllable(utf8: bytes).map { MarkPattern($0) }
      spellings.append(
        Spelling(
          exactHash: unit.exactHash, foldedHash: unit.foldedHash, letters: letters,
          // A few syllables have two spellings; the one that the rules give is the one that can be restored.
          pattern: pattern.flatMap { letters?.agrees(with: $0) == true ? $0 : nil }))
    }
    let index = Int(number) - RestorationModel.Special.count
    spellings[index].count += weight
    if follows, unit.shape == .title { spellings[index].titles += 1 }
    if follows, unit.shape == .lower { spellings[index].lowers += 1 }
    return number
  }
}
