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
  /// How much dearer each candidate with marks is, in steps, because others would have been typed too.
  var keeping: UInt8
}

/// Finds the cheapest row of candidates: Viterbi over pairs of tokens, the best ``beam`` states of each site.
///
/// Memory grows to the longest line seen and is used again.
struct RestorationSearch: ~Copyable {
  static let beam = 5
  /// States that cost so many steps more than the best are dropped.
  static let margin: Int32 = 16 * 10
  static let never = Int32.max / 4
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
  private let board: UnsafeMutablePointer<Board>

  /// What one step works with, by candidate before (rows of 16) and candidate.
  private struct Board {
    /// Cost of a candidate behind the one before, without what the token before that says.
    var pairs = Row16(repeating: Row(repeating: 0))
    /// Codes of backing off from the pair; 255 where the pair has no entry.
    var backoffs = Row16(repeating: InlineArray<16, UInt8>(repeating: 255))
    var cheapest = Row16(repeating: Row(repeating: 0))
    var from = Row16(repeating: InlineArray<16, UInt8>(repeating: 0))
    /// By state before and candidate.
    var costs = InlineArray<5, Row>(repeating: Row(repeating: 0))
    var own = Row(repeating: 0)
    var corrections = Row(repeating: 0)
    /// Steps of the codes of backing off and of corrections.
    var codes = InlineArray<32, Int32>(repeating: 0)
  }
  private typealias Row = InlineArray<16, Int32>
  private typealias Row16<Element> = InlineArray<16, Element>

  init() {
    sites = .allocate(capacity: 1)
    states = .allocate(capacity: 1)
    stateCounts = .allocate(capacity: 1)
    edges = .allocate(capacity: 1)
    board = .allocate(capacity: 1)
    board.initialize(to: Board())
  }

  deinit {
    sites.deallocate()
    states.deallocate()
    stateCounts.deallocate()
    edges.deallocate()
    board.deallocate()
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
    for i in 0..<32 { board.pointee.codes[i] = Int32(Int16(littleEndian: model.codebook[i])) }
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
    let width = fillOwn(model, site)
    var filled: UInt16 = 0
    for s in 0..<live {
      let a = Int(before[s].candidate)
      if filled &>> UInt16(a) & 1 == 0 {
        filled |= 1 &<< UInt16(a)
        fillPairs(model, site, width, last: before[s].last, row: a)
      }
      var corrected: UInt32 = 0
      model.trigrams.forEach(RowBuckets.hash(before[s].before, before[s].last, site.group)) { j, code, _ in
        // A trigram has its pair; a slot whose pair is missing belongs to another row.
        if board.pointee.backoffs[unchecked: a][unchecked: j] != 255 {
          board.pointee.corrections[unchecked: j] = board.pointee.codes[16 &+ code]
          corrected |= 1 &<< UInt32(j)
        }
      }
      let base = before[s].cost &+ before[s].backoff
      for j in 0..<width {
        let cost =
          base &+ board.pointee.pairs[unchecked: a][unchecked: j] &+ board.pointee.corrections[unchecked: j]
        if keepsEdges { board.pointee.costs[unchecked: s][unchecked: j] = cost }
        if cost < board.pointee.cheapest[unchecked: a][unchecked: j] {
          board.pointee.cheapest[unchecked: a][unchecked: j] = cost
          board.pointee.from[unchecked: a][unchecked: j] = UInt8(truncatingIfNeeded: s)
        }
      }
      while corrected != 0 {
        board.pointee.corrections[unchecked: corrected.trailingZeroBitCount] = 0
        corrected &= corrected &- 1
      }
    }
    let kept = select(site, filled, width, before, target)
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

  /// What each candidate costs wherever it stands: its case, a mark that was not typed.
  @inline(__always)
  private func fillOwn(_ model: RestorationModel, _ site: RestorationSite) -> Int {
    let group = Int(site.group)
    let width = Int(model.token(group).count)
    for j in 0..<width {
      guard site.allowed &>> UInt16(j) & 1 != 0 else {
        board.pointee.own[unchecked: j] = Self.never
        continue
      }
      let token = model.token(group &+ j)
      var cost: Int32 = 0
      switch site.casing {
      case .silent: break
      case .title: cost = Int32(token.titleCost)
      case .lower: cost = Int32(token.lowerCost)
      }
      if site.keeping != 0, !token.pattern.isBare { cost &+= Int32(site.keeping) }
      board.pointee.own[unchecked: j] = cost
    }
    return width
  }

  @inline(__always)
  private func fillPairs(
    _ model: RestorationModel, _ site: RestorationSite, _ width: Int, last: UInt16, row a: Int
  ) {
    let backoff = Int32(model.token(Int(last)).backoff)
    for j in 0..<width {
      board.pointee.pairs[unchecked: a][unchecked: j] =
        backoff &+ Int32(model.token(Int(site.group) &+ j).cost) &+ board.pointee.own[unchecked: j]
      board.pointee.backoffs[unchecked: a][unchecked: j] = 255
      board.pointee.cheapest[unchecked: a][unchecked: j] = Self.never
    }
    model.bigrams.forEach(RowBuckets.hash(0xFFFF, last, site.group)) { j, code, cost in
      if j < width {
        board.pointee.pairs[unchecked: a][unchecked: j] = Int32(cost) &+ board.pointee.own[unchecked: j]
        board.pointee.backoffs[unchecked: a][unchecked: j] = UInt8(truncatingIfNeeded: code)
      }
    }
  }

  /// Takes the cheapest pairs, at most ``beam``, in order of cost.
  @inline(__always)
  private func select(
    _ site: RestorationSite, _ filled: UInt16, _ width: Int, _ before: UnsafePointer<State>,
    _ target: UnsafeMutablePointer<State>
  ) -> Int {
    var kept = 0
    var limit = Self.never
    var rows = filled
    while rows != 0 {
      let a = rows.trailingZeroBitCount
      rows &= rows &- 1
      for j in 0..<width {
        let cost = board.pointee.cheapest[unchecked: a][unchecked: j]
        guard cost < limit else { continue }
        let from = Int(board.pointee.from[unchecked: a][unchecked: j])
        let code = board.pointee.backoffs[unchecked: a][unchecked: j]
        var place = min(kept, Self.beam &- 1)
        while place > 0, target[place &- 1].cost > cost {
          target[place] = target[place &- 1]
          place &-= 1
        }
        target[place] = State(
          before: before[from].last, last: site.group &+ UInt16(truncatingIfNeeded: j),
          candidate: UInt8(truncatingIfNeeded: j), back: UInt8(truncatingIfNeeded: from),
          backoff: code == 255 ? 0 : board.pointee.codes[Int(code)], cost: cost)
        if kept < Self.beam { kept &+= 1 }
        limit = min(target[0].cost &+ Self.margin, Self.never)
        if kept == Self.beam { limit = min(limit, target[kept &- 1].cost) }
      }
    }
    while kept > 1, target[kept &- 1].cost > target[0].cost &+ Self.margin { kept &-= 1 }
    return kept
  }

  private func keepEdges(
    _ index: Int, _ before: UnsafePointer<State>, _ live: Int, _ target: UnsafePointer<State>, _ kept: Int
  ) {
    let edge = edges + index * Self.beam * Self.beam
    for s in 0..<live {
      for t in 0..<kept {
        edge[s * Self.beam + t] =
          before[s].last == target[t].before
          ? board.pointee.costs[unchecked: s][unchecked: Int(target[t].candidate)] &- before[s].cost
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
