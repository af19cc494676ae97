/// Ways to read a line: nodes in order, and between them steps, each a bare syllable or another token and what is written
/// for it. ``cheapest(_:)`` finds the way that the model likes best.
///
/// For the few lines that have something to decide; ``RestorationSearch`` is for all others.
struct InformalLattice {
  struct Step {
    var to: Int
    /// The first token of its group.
    var group: UInt16
    /// A bit for each candidate that is meant.
    var allowed: UInt16
    /// In steps, beside what the model asks.
    var cost: Int32
    /// What it stands for; `nil` for what was typed as a whole.
    var piece: String?
    /// Whether it bears all the marks it is meant to bear.
    var isSettled = false
  }

  private struct State {
    var before: UInt16
    var last: UInt16
    var backoff: Int32
    var cost: Int32
    /// The node, state and step that it comes from.
    var node: Int
    var place: Int
    var step: Int
  }

  private static let beam = 6

  /// By node.
  private(set) var steps: [[Step]] = [[]]

  var last: Int { steps.count - 1 }

  /// Adds a node behind all others; returns its number.
  mutating func addNode() -> Int {
    steps.append([])
    return steps.count - 1
  }

  /// Adds a step from a node to a later one.
  mutating func add(_ step: Step, from node: Int) { steps[node].append(step) }

  /// The steps of the cheapest way from the first node to the last. Complexity: O(*s* log *t*) for *s* steps.
  func cheapest(_ model: RestorationModel) -> [Step] {
    var states: [[State]] = Array(repeating: [], count: steps.count)
    let boundary = RestorationModel.Special.boundary
    states[0] = [State(before: boundary, last: boundary, backoff: 0, cost: 0, node: -1, place: 0, step: 0)]
    for node in 0..<last {
      for (place, state) in states[node].enumerated() {
        for (index, step) in steps[node].enumerated() {
          Self.forEachCost(model, state, step) { token, backoff, cost in
            Self.keep(
              State(
                before: state.last, last: token, backoff: backoff, cost: state.cost &+ cost &+ step.cost,
                node: node, place: place, step: index), in: &states[step.to])
          }
        }
      }
    }
    guard var state = states[last].first else { return [] }
    var way: [Step] = []
    while state.node >= 0 {
      way.append(steps[state.node][state.step])
      state = states[state.node][state.place]
    }
    return way.reversed()
  }

  /// Keeps the cheapest of each two last tokens, and the cheapest ``beam`` of those, in order.
  private static func keep(_ state: State, in row: inout [State]) {
    if row.count == beam, row[beam - 1].cost <= state.cost { return }
    if let same = row.firstIndex(where: { $0.last == state.last && $0.before == state.before }) {
      if row[same].cost <= state.cost { return }
      row.remove(at: same)
    }
    row.insert(state, at: row.firstIndex { $0.cost > state.cost } ?? row.count)
    if row.count > beam { row.removeLast() }
  }

  /// Calls `body` with each token that a step may be, what backing off from it costs, and what it costs behind a state.
  private static func forEachCost(
    _ model: RestorationModel, _ state: State, _ step: Step, _ body: (UInt16, Int32, Int32) -> Void
  ) {
    let width = Int(model.token(Int(step.group)).count)
    var costs = [Int32](repeating: 0, count: RestorationModel.mostCandidates)
    var codes = [Int](repeating: -1, count: RestorationModel.mostCandidates)
    let alone = Int32(model.token(Int(state.last)).backoff)
    for j in 0..<width { costs[j] = alone &+ Int32(model.token(Int(step.group) + j).cost) }
    model.bigrams.forEachCost(model.bigrams.row(0xFFFF, state.last, step.group)) { j, code, cost in
      costs[j] = Int32(cost)
      codes[j] = code
    }
    model.trigrams.forEach(model.trigrams.row(state.before, state.last, step.group)) { j, code in
      if codes[j] >= 0 { costs[j] &+= model.step(ofCode: 16 + code) }
    }
    for j in 0..<width where step.allowed >> UInt16(j) & 1 != 0 {
      let backoff = codes[j] < 0 ? 0 : model.step(ofCode: codes[j])
      body(step.group &+ UInt16(j), backoff, state.backoff &+ costs[j])
    }
  }
}
