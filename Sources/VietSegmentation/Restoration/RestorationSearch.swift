internal import VietCore
internal import VietOrthography

/// One syllable or other unit of a line as the search sees it.
struct RestorationSite {
  /// What the case of the unit says about what it is.
  enum Casing: UInt8 { case silent, title, lower }

  /// The first token of its group.
  var group: UInt16
  /// A bit for each candidate that agrees with what was typed.
  var allowed: UInt16
  var casing: Casing
  /// How much dearer each candidate with more marks than were typed is, in steps, because others were typed too.
  var keeping: UInt8
  /// A bit for the candidate that was typed as it stands; 0 where that is the bare one, or none.
  var spelled: UInt16 = 0
}

/// Finds the cheapest row of candidates: Viterbi over pairs of tokens, the best ``beam`` states of each site.
///
/// Memory grows to the longest line seen and is used again.
struct RestorationSearch: ~Copyable {
  static let beam = 8
  /// States that cost so many steps more than the best are dropped.
  static let margin: Int32 = 16 * 6
  static let never = RestorationBoard.never
  private static let most = RestorationModel.mostCandidates

  /// A token with the one before it, and the cheapest way there.
  struct State {
    var before: UInt16
    var last: UInt16
    /// Candidate of its site.
    var candidate: UInt8
    /// State of the site before.
    var back: UInt8
    /// Cost of backing off from the pair.
    var backoff: Int32
    var cost: Int32
  }

  private(set) var sites: UnsafeMutablePointer<RestorationSite>
  private(set) var count = 0
  private var capacity = 0
  /// ``beam`` a site.
  private(set) var states: UnsafeMutablePointer<State>
  private(set) var stateCounts: UnsafeMutablePointer<UInt8>
  /// By site, state before and state: cost of going from one to the other.
  private(set) var edges: UnsafeMutablePointer<Int32>
  private var keepsEdges = false
  private let board = RestorationBoard()

  init() {
    sites = .allocate(capacity: 1)
    states = .allocate(capacity: 1)
    stateCounts = .allocate(capacity: 1)
    edges = .allocate(capacity: 1)
  }

  deinit {
    sites.deallocate()
    states.deallocate()
    stateCounts.deallocate()
    edges.deallocate()
  }

  mutating func removeAll() { count = 0 }

  mutating func append(_ site: RestorationSite) {
    if count == capacity {
      capacity = max(64, capacity * 2)
      let bigger = UnsafeMutablePointer<RestorationSite>.allocate(capacity: capacity)
      bigger.update(from: sites, count: count)
      sites.deallocate()
      sites = bigger
      states.deallocate()
      states = .allocate(capacity: capacity * Self.beam)
      stateCounts.deallocate()
      stateCounts = .allocate(capacity: capacity)
    }
    sites[count] = site
    count &+= 1
  }

  /// Fills in the states of all sites. Complexity: O(*n*), with ``beam`` looks into each table a site.
  mutating func run(_ model: RestorationModel, keepingEdges: Bool = false) {
    keepsEdges = keepingEdges
    if keepingEdges {
      edges.deallocate()
      edges = .allocate(capacity: max(1, count * Self.beam * Self.beam))
    }
    for i in 0..<32 { board.codes[i] = model.step(ofCode: i) }
    var start = State(
      before: RestorationModel.Special.boundary, last: RestorationModel.Special.boundary, candidate: 0,
      back: 0, backoff: 0, cost: 0)
    withUnsafePointer(to: &start) { first in
      var before = first
      var live = 1
      for i in 0..<count {
        let target = states + i &* Self.beam
        live = step(model, i, before, live, target)
        stateCounts[i] = UInt8(truncatingIfNeeded: live)
        before = UnsafePointer(target)
      }
    }
  }

  /// Goes on from the states before to those of a site; returns how many there are.
  private func step(
    _ model: RestorationModel, _ index: Int, _ before: UnsafePointer<State>, _ live: Int,
    _ target: UnsafeMutablePointer<State>
  ) -> Int {
    let site = sites[index]
    let rows = findRows(model, site, before, live)
    let width = fillOwn(model, site)
    var left = rows
    while left != 0 {
      let a = left.trailingZeroBitCount
      left &= left &- 1
      let last = sites[max(0, index &- 1)].group &+ UInt16(truncatingIfNeeded: a)
      fillPairs(model, width, last: index == 0 ? RestorationModel.Special.boundary : last, row: a)
    }
    for s in 0..<live {
      fillWays(model, before[s].cost &+ before[s].backoff, Int(before[s].candidate), s, width)
    }
    let kept = select(site, rows, width, before, target)
    guard kept > 0 else {
      // Only a model with impossible costs leaves nothing: what was typed then stands as the first candidate allows.
      let first = min(site.allowed.trailingZeroBitCount, Self.most &- 1)
      target[0] = State(
        before: before[0].last, last: site.group &+ UInt16(truncatingIfNeeded: first),
        candidate: UInt8(truncatingIfNeeded: first), back: 0, backoff: 0, cost: 0)
      return 1
    }
    if keepsEdges { keepEdges(index, before, live, target, kept) }
    // Costs are counted from the best state, so that no line is too long for them.
    let best = target[0].cost
    for t in 0..<kept { target[t].cost &-= best }
    return kept
  }

  /// Finds where all looks of a step go before the first is made, so that memory answers them at once. Returns a bit for
  /// each candidate before that has a state.
  @inline(__always)
  private func findRows(
    _ model: RestorationModel, _ site: RestorationSite, _ before: UnsafePointer<State>, _ live: Int
  ) -> UInt16 {
    var rows: UInt16 = 0
    for s in 0..<live {
      let row = model.trigrams.row(before[s].before, before[s].last, site.group)
      model.trigrams.bringNear(row)
      board.trigramRows[s] = row
      let a = Int(before[s].candidate)
      guard rows &>> UInt16(a) & 1 == 0 else { continue }
      rows |= 1 &<< UInt16(a)
      let pairs = model.bigrams.row(0xFFFF, before[s].last, site.group)
      model.bigrams.bringCostsNear(pairs)
      board.bigramRows[a] = pairs
    }
    return rows
  }

  /// What each candidate costs wherever it stands: its case, a mark that was not typed. Returns how many there are.
  @inline(__always)
  private func fillOwn(_ model: RestorationModel, _ site: RestorationSite) -> Int {
    let group = Int(site.group)
    let width = Int(model.token(group).count)
    for j in 0..<width {
      let token = model.token(group &+ j)
      var cost: Int32 = 0
      switch site.casing {
      case .silent: break
      case .title: cost = Int32(token.titleCost)
      case .lower: cost = Int32(token.lowerCost)
      }
      if site.keeping != 0 {
        let isAsTyped = site.spelled == 0 ? token.pattern.isBare : site.spelled &>> UInt16(j) & 1 != 0
        if !isAsTyped { cost &+= Int32(site.keeping) }
      }
      if site.allowed &>> UInt16(j) & 1 == 0 { cost = RestorationBoard.never }
      board.own[j] = cost
      board.alone[j] = cost &+ Int32(token.cost)
    }
    var j = width
    while j & 3 != 0 {
      board.alone[j] = RestorationBoard.never
      j &+= 1
    }
    return width
  }

  @inline(__always)
  private func fillPairs(_ model: RestorationModel, _ width: Int, last: UInt16, row a: Int) {
    let pairs = board.pairs + a &* Self.most
    let backoffs = board.backoffs + a &* Self.most
    let backoff = RestorationBoard.Four(repeating: Int32(model.token(Int(last)).backoff))
    let never = RestorationBoard.Four(repeating: RestorationBoard.neverPacked)
    var j = 0
    while j < width {
      RestorationBoard.store(RestorationBoard.four(board.alone, j) &+ backoff, pairs, j)
      RestorationBoard.store(never, board.cheapest + a &* Self.most, j)
      j &+= 4
    }
    UnsafeMutableRawPointer(backoffs).storeBytes(
      of: SIMD16<UInt8>(repeating: 255), as: SIMD16<UInt8>.self)
    model.bigrams.forEachCost(board.bigramRows[a]) { j, code, cost in
      if j < width {
        pairs[j] = Int32(cost) &+ board.own[j]
        backoffs[j] = UInt8(truncatingIfNeeded: code)
      }
    }
  }

  /// Goes on from one state to all candidates.
  @inline(__always)
  private func fillWays(_ model: RestorationModel, _ base: Int32, _ a: Int, _ s: Int, _ width: Int) {
    let backoffs = board.backoffs + a &* Self.most
    var corrected: UInt32 = 0
    model.trigrams.forEach(board.trigramRows[s]) { j, code in
      // A trigram has its pair; a slot whose pair is missing belongs to another row.
      if backoffs[j] != 255 {
        board.corrections[j] = board.codes[16 &+ code]
        corrected |= 1 &<< UInt32(j)
      }
    }
    let pairs = board.pairs + a &* Self.most
    let cheapest = board.cheapest + a &* Self.most
    let base = RestorationBoard.Four(repeating: base)
    let from = RestorationBoard.Four(repeating: Int32(truncatingIfNeeded: s))
    var j = 0
    while j < width {
      let cost =
        RestorationBoard.four(pairs, j) &+ RestorationBoard.four(board.corrections, j) &+ base
      if keepsEdges { RestorationBoard.store(cost, board.costs + s &* Self.most, j) }
      let packed = (cost &<< RestorationBoard.Four(repeating: RestorationBoard.packing)) | from
      RestorationBoard.store(
        RestorationBoard.least(RestorationBoard.four(cheapest, j), packed), cheapest, j)
      j &+= 4
    }
    while corrected != 0 {
      board.corrections[corrected.trailingZeroBitCount] = 0
      corrected &= corrected &- 1
    }
  }

  /// Takes the cheapest pairs, at most ``beam``, the cheapest of all first.
  @inline(__always)
  private func select(
    _ site: RestorationSite, _ rows: UInt16, _ width: Int, _ before: UnsafePointer<State>,
    _ target: UnsafeMutablePointer<State>
  ) -> Int {
    var least = RestorationBoard.Four(repeating: RestorationBoard.neverPacked)
    var left = rows
    while left != 0 {
      let row = board.cheapest + left.trailingZeroBitCount &* Self.most
      left &= left &- 1
      var j = 0
      while j < width {
        least = RestorationBoard.least(least, RestorationBoard.four(row, j))
        j &+= 4
      }
    }
    let best = min(min(least[0], least[1]), min(least[2], least[3]))
    let limit = min(
      best &+ Self.margin &<< RestorationBoard.packing, RestorationBoard.neverPacked / 2)
    var count = 0
    left = rows
    while left != 0 {
      let a = left.trailingZeroBitCount
      left &= left &- 1
      let row = board.cheapest + a &* Self.most
      var start = 0
      while start < width {
        if RestorationBoard.isAny(RestorationBoard.four(row, start), upTo: limit) {
          for j in start..<start &+ 4 {
            board.kept[count] = row[j]
            board.keptPlaces[count] = UInt8(truncatingIfNeeded: a &<< 4 | j)
            count &+= row[j] <= limit ? 1 : 0
          }
        }
        start &+= 4
      }
    }
    if count > Self.beam { count = sortKept(count) }
    for t in 0..<count {
      let packed = board.kept[t]
      let (a, j) = (Int(board.keptPlaces[t] &>> 4), Int(board.keptPlaces[t] & 15))
      let from = Int(packed & 15)
      let code = board.backoffs[a &* Self.most &+ j]
      target[t] = State(
        before: before[from].last, last: site.group &+ UInt16(truncatingIfNeeded: j),
        candidate: UInt8(truncatingIfNeeded: j), back: UInt8(truncatingIfNeeded: from),
        backoff: code == 255 ? 0 : board.codes[Int(code)], cost: packed &>> RestorationBoard.packing)
      if packed == best, t > 0 { swap(&target[0], &target[t]) }
    }
    return count
  }

  /// Sorts the cheapest ``beam`` of what is kept to the front.
  @inline(never)
  private func sortKept(_ count: Int) -> Int {
    for i in 1..<count {
      let (cost, from) = (board.kept[i], board.keptPlaces[i])
      var place = min(i, Self.beam)
      if i >= Self.beam, board.kept[Self.beam &- 1] <= cost { continue }
      if i >= Self.beam { place = Self.beam &- 1 }
      while place > 0, board.kept[place &- 1] > cost {
        board.kept[place] = board.kept[place &- 1]
        board.keptPlaces[place] = board.keptPlaces[place &- 1]
        place &-= 1
      }
      board.kept[place] = cost
      board.keptPlaces[place] = from
    }
    return Self.beam
  }

  private func keepEdges(
    _ index: Int, _ before: UnsafePointer<State>, _ live: Int, _ target: UnsafePointer<State>, _ kept: Int
  ) {
    let edge = edges + index * Self.beam * Self.beam
    for s in 0..<live {
      for t in 0..<kept {
        edge[s * Self.beam + t] =
          before[s].last == target[t].before
          ? board.costs[s * Self.most + Int(target[t].candidate)] &- before[s].cost
          : Self.never
      }
    }
  }

  /// Writes the candidate of each site on the cheapest way.
  func best(into choices: UnsafeMutablePointer<UInt8>) {
    var state = 0
    var i = count
    while i > 0 {
      i &-= 1
      let reached = states[i &* Self.beam &+ state]
      choices[i] = reached.candidate
      state = Int(reached.back)
    }
  }

  /// For each site and candidate, 16 a site: the cost of the cheapest way through it, or ``never``. Edges must have been
  /// kept. Complexity: O(*n*).
  func throughCosts() -> [Int32] {
    var result = [Int32](repeating: Self.never, count: count * Self.most)
    var rest = [Int32](repeating: 0, count: Self.beam)
    var i = count
    while i > 0 {
      i -= 1
      let row = states + i * Self.beam
      for t in 0..<Int(stateCounts[i]) {
        let place = i * Self.most + Int(row[t].candidate)
        result[place] = min(result[place], row[t].cost &+ rest[t])
      }
      guard i > 0 else { break }
      var earlier = [Int32](repeating: Self.never, count: Self.beam)
      for s in 0..<Int(stateCounts[i - 1]) {
        for t in 0..<Int(stateCounts[i]) {
          let edge = edges[(i * Self.beam + s) * Self.beam + t]
          if edge < Self.never { earlier[s] = min(earlier[s], edge &+ rest[t]) }
        }
      }
      let least = earlier.min() ?? 0
      rest = earlier.map { $0 >= Self.never ? Self.never : $0 &- least }
    }
    return result
  }
}
