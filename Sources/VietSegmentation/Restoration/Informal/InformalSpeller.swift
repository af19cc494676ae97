internal import VietCore
internal import VietOrthography

/// Spells out what is abbreviated, spelled by ear or glued together in a line, as people chat: `ko bt` is `không biết`,
/// `toisongohanoi` is `toi song o ha noi`. Marks that are missing are left to ``RestorationSearch``.
struct InformalSpeller: ~Copyable {
  /// Costs in steps, beside what the model asks; settled on held-out documents of `Corpus/`.
  private enum Cost {
    /// Taking a known abbreviation, or a doubtful one, for what is meant as it stands.
    static let known: Int32 = 16 * 8
    static let doubtful: Int32 = 16 * 2
    /// Each meaning less common than the one before it.
    static let rank: Int32 = 12
    /// A letter of a word that is no syllable: that it has these letters and no others.
    static let letter: Int32 = 40
    static let foreign: Int32 = 40
    /// A blank that is missing.
    static let blank: Int32 = 16
    /// A spelling by ear.
    static let ear: Int32 = 24
  }

  private var line = RestorationLine()
  private var search = RestorationSearch()
  /// Where in what was appended spellings stand that bear all the marks they are meant to bear.
  private(set) var settled: [Range<Int>] = []

  /// Appends `text`, one line in NFC, spelled out; `false`, and nothing appended, where it has nothing to spell out.
  mutating func spellOut(
    _ text: UnsafeRawBufferPointer, _ model: RestorationModel, into output: inout ByteBuffer
  ) -> Bool {
    settled.removeAll(keepingCapacity: true)
    line.fill(text, model, &search)
    var lattice = InformalLattice()
    var ends: [Int] = []
    var hasChoice = false
    for i in 0..<line.count {
      if addReadings(of: i, text, model, &lattice) { hasChoice = true }
      ends.append(lattice.last)
    }
    guard hasChoice else { return false }
    let way = lattice.cheapest(model)
    guard way.contains(where: { $0.piece != nil }) else { return false }
    write(way, ends, text, into: &output)
    return true
  }

  /// Adds what a unit may be, from the last node to a new one; says whether there is a choice.
  private func addReadings(
    of index: Int, _ text: UnsafeRawBufferPointer, _ model: RestorationModel, _ lattice: inout InformalLattice
  ) -> Bool {
    let unit = line.unit(index)
    let site = search.sites[index]
    let from = lattice.last
    let bytes = UnsafeRawBufferPointer(rebasing: text[Int(unit.start)..<Int(unit.end)])
    var asTyped: Int32 = 0
    var rows: [(pieces: [InformalReading.Piece], cost: Int32)] = []
    // Behind anything but a blank it is a part of something else: a path, a name of a key.
    let isFree = unit.start == 0 || text[Int(unit.start) - 1] <= 0x20
    let isWord = isFree && unit.kind == .word && (unit.shape == .lower || unit.shape == .title)
    if isWord, let entry = InformalWords.entries[unit.exactHash],
      canStand(index, isDoubtful: entry.isDoubtful)
    {
      asTyped = entry.isDoubtful ? Cost.doubtful : Cost.known
      for (rank, meaning) in entry.meanings.enumerated() {
        let pieces = meaning.compactMap { InformalReading.exactly($0, model) }
        if pieces.count == meaning.count { rows.append((pieces, Int32(rank) * Cost.rank)) }
      }
    }
    let isSyllable = site.group >= RestorationModel.Special.count && model.token(Int(site.group)).isSpelled
    let isUnknown = isFree && unit.kind == .word && !isSyllable
    var glued: [InformalReading.Part] = []
    if isUnknown, rows.isEmpty {
      for spelling in isWord ? InformalReading.byEar(bytes) : [] {
        if let piece = InformalReading.syllable(spelling, model) { rows.append(([piece], Cost.ear)) }
      }
      if model.find(unit.exactHash) == nil { glued = InformalReading.parts(of: bytes, model) }
      asTyped = Cost.foreign + Cost.letter * Int32(min(bytes.count, 1000))
    }
    if rows.isEmpty, glued.isEmpty {
      let to = lattice.addNode()
      lattice.add(.init(to: to, group: site.group, allowed: site.allowed, cost: 0), from: from)
      return false
    }
    add(rows, glued, from, site, asTyped, unit.shape, bytes.count, &lattice)
    return true
  }

  /// Whether an abbreviation may be one: a single capital is as often a name, a letter or two behind a number a unit.
  private func canStand(_ index: Int, isDoubtful: Bool) -> Bool {
    let unit = line.unit(index)
    if isDoubtful, unit.count == 1, unit.shape != .lower { return false }
    return unit.count > 2 || index == 0 || line.unit(index - 1).kind != .number
  }

  private func add(
    _ rows: [(pieces: [InformalReading.Piece], cost: Int32)], _ glued: [InformalReading.Part], _ from: Int,
    _ site: RestorationSite, _ asTyped: Int32, _ shape: CaseShape, _ length: Int,
    _ lattice: inout InformalLattice
  ) {
    // Nodes between the syllables of each meaning, then those at the letters of a glued word, then the end.
    var starts: [[Int]] = []
    for row in rows { starts.append([from] + row.pieces.dropFirst().map { _ in lattice.addNode() }) }
    var places: [Int: Int] = [0: from]
    for place in Set(glued.map(\.end)).sorted() where place < length { places[place] = lattice.addNode() }
    let end = lattice.addNode()
    places[length] = end
    lattice.add(.init(to: end, group: site.group, allowed: site.allowed, cost: asTyped), from: from)
    for (row, nodes) in zip(rows, starts) {
      for (i, piece) in row.pieces.enumerated() {
        let text = piece.cased(shape, isFirst: i == 0)
        lattice.add(
          .init(
            to: i + 1 < nodes.count ? nodes[i + 1] : end, group: piece.group, allowed: piece.allowed,
            cost: i == 0 ? row.cost : 0, piece: text, isSettled: piece.isSettled), from: nodes[i])
      }
    }
    for part in glued {
      guard let start = places[part.start], let stop = places[part.end] else { continue }
      lattice.add(
        .init(
          to: stop, group: part.piece.group, allowed: part.piece.allowed,
          cost: part.start == 0 ? 0 : Cost.blank, piece: part.piece.text), from: start)
    }
  }

  /// Writes the line by the steps of a way.
  private mutating func write(
    _ way: [InformalLattice.Step], _ ends: [Int], _ text: UnsafeRawBufferPointer,
    into output: inout ByteBuffer
  ) {
    let origin = output.count
    var copied = 0
    var step = 0
    for i in 0..<ends.count {
      let first = step
      while step < way.count, way[step].to != ends[i] { step += 1 }
      step = min(step + 1, way.count)
      guard way[first].piece != nil else { continue }
      let unit = line.unit(i)
      output.append(UnsafeRawBufferPointer(rebasing: text[copied..<Int(unit.start)]))
      copied = Int(unit.end)
      for (k, taken) in way[first..<step].enumerated() {
        if k > 0 { output.append(0x20) }
        let start = output.count - origin
        for byte in (taken.piece ?? "").utf8 { output.append(byte) }
        if taken.isSettled { settled.append(start..<output.count - origin) }
      }
    }
    output.append(UnsafeRawBufferPointer(rebasing: text[copied...]))
  }
}
