internal import VietCore
internal import VietOrthography

/// One line cut into units, and what of it can bear marks.
struct RestorationLine: ~Copyable {
  /// A unit of the line that may be spelled anew.
  struct Spot {
    var start: UInt32
    var end: UInt32
    /// Its site in the search.
    var site: Int32
    var letters: TypedLetters
  }

  private var units = RestorationUnits()
  private(set) var spots: [Spot] = []
  private var census = LineCensus()

  /// Units of the line; each has a site.
  var count: Int { units.count }
  func unit(_ index: Int) -> TextUnit { units[index] }

  /// Cuts `text`, one line in NFC, and fills the sites of `search`. Words in the ranges `settled`, in order, bear all the
  /// marks they are meant to bear.
  mutating func fill(
    _ text: UnsafeRawBufferPointer, _ model: RestorationModel, _ search: inout RestorationSearch,
    settled: [Range<Int>] = []
  ) {
    search.removeAll()
    spots.removeAll(keepingCapacity: true)
    census = LineCensus()
    units.cut(text) { bytes in
      model.find(bytes.foldedHash).map { model.token(Int($0)).isSpelled } ?? false
    }
    var follows = false
    var next = 0
    for i in 0..<units.count {
      let unit = units[i]
      while next < settled.count, settled[next].upperBound <= Int(unit.start) { next &+= 1 }
      let isSettled = next < settled.count && settled[next].contains(Int(unit.start))
      add(unit, follows, isSettled, text, model, &search)
      follows = RestorationUnits.goesOn(after: unit, text)
    }
    search.append(
      RestorationSite(
        group: RestorationModel.Special.boundary, allowed: 1, casing: .silent, keeping: 0))
    census.settle(&search)
  }

  private mutating func add(
    _ unit: TextUnit, _ follows: Bool, _ isSettled: Bool, _ text: UnsafeRawBufferPointer,
    _ model: RestorationModel, _ search: inout RestorationSearch
  ) {
    var site = RestorationSite(
      group: RestorationModel.Special.other, allowed: 1, casing: .silent, keeping: 0)
    if let kind = RestorationModel.Special.kind(of: unit) {
      site.group = kind
    } else if unit.kind == .word {
      if unit.shape != .mixed, let group = model.find(unit.foldedHash), model.token(Int(group)).isSpelled,
        let letters = TypedLetters(
          UnsafeRawBufferPointer(rebasing: text[Int(unit.start)..<Int(unit.end)]))
      {
        let allowed =
          isSettled ? Self.spelled(letters, group, model) : Self.candidates(letters, group, model)
        if allowed != 0 {
          site.group = group
          site.allowed = allowed
          if !letters.isBare { site.spelled = isSettled ? allowed : Self.spelled(letters, group, model) }
          if follows { census.note(unit.shape, &site) }
          if !isSettled { census.note(letters, allowed) }
          spots.append(
            Spot(
              start: unit.start, end: unit.end, site: Int32(truncatingIfNeeded: search.count),
              letters: letters))
          search.append(site)
          return
        }
      }
      // A spelling of its own; the bare one of a group says nothing about a word that is none of it.
      let found = model.find(unit.exactHash)
      site.group =
        found.flatMap { model.token(Int($0)).isSpelled ? nil : $0 } ?? RestorationModel.Special.unknown
    } else {
      site.group = model.find(unit.exactHash) ?? RestorationModel.Special.unknown
    }
    search.append(site)
  }

  /// A bit for the candidate of a group that the letters spell as they are.
  static func spelled(_ letters: TypedLetters, _ group: UInt16, _ model: RestorationModel) -> UInt16 {
    for j in 0..<Int(model.token(Int(group)).count)
    where letters.spells(model.token(Int(group) &+ j).pattern) {
      return 1 &<< UInt16(j)
    }
    return 0
  }

  /// A bit for each candidate of a group that keeps the marks of the letters.
  static func candidates(
    _ letters: TypedLetters, _ group: UInt16, _ model: RestorationModel
  ) -> UInt16 {
    let width = Int(model.token(Int(group)).count)
    if letters.isBare { return UInt16(truncatingIfNeeded: (1 << width) - 1) }
    var allowed: UInt16 = 0
    for j in 0..<width where letters.agrees(with: model.token(Int(group) &+ j).pattern) {
      allowed |= 1 &<< UInt16(j)
    }
    return allowed
  }
}

/// What a whole line says about how it was typed: with capitals or without, with marks, without, or with some.
struct LineCensus {
  private var titles = 0
  private var lowers = 0
  private var marked = 0
  private var bare = 0

  /// Notes the case of a word within a sentence.
  mutating func note(_ shape: CaseShape, _ site: inout RestorationSite) {
    switch shape {
    case .title:
      titles += 1
      site.casing = .title
    case .lower:
      lowers += 1
      site.casing = .lower
    default: break
    }
  }

  mutating func note(_ letters: TypedLetters, _ allowed: UInt16) {
    if !letters.isBare { marked += 1 } else { bare += 1 }
  }

  /// Four syllables of five bear a mark in running text.
  private static let usualShare = 0.8

  /// Tells the sites what the line says.
  ///
  /// Where *q* of the marks that running text has were typed, a syllable with marks is typed bare with 1 − *q*: that much less
  /// likely is it that a bare one is meant to have some, or one with a mark to have another. Case says nothing in a line of small letters or of capitals, nor
  /// in a title where each word has one.
  func settle(_ search: inout RestorationSearch) {
    let isCased = titles > 0 && lowers >= titles
    var keeping = 0
    if marked > 0 {
      let typed = min(0.995, Double(marked) / (Self.usualShare * Double(marked + bare) + 1))
      keeping = Int((-NaturalLogarithm.of(1 - typed) * Double(RestorationModel.Layout.steps)).rounded())
    }
    if isCased, keeping == 0 { return }
    for i in 0..<search.count {
      if !isCased { search.sites[i].casing = .silent }
      search.sites[i].keeping = UInt8(clamping: keeping)
    }
  }
}
