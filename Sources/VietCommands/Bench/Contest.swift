/// Measures several ways to do the same work in turns, A B C A B C, so that what disturbs the machine disturbs all.
struct Contest {
  /// One way to do it.
  struct Contender {
    let name: String
    /// Does the work once.
    let run: () throws -> Void
  }

  /// Processor seconds of one round of one contender: short work is repeated until it takes that long.
  var round = 0.02
  /// Processor seconds for the whole contest; at least `fewest` rounds are made all the same.
  var budget = 1.5
  var fewest = 5
  var most = 25

  /// Returns the processor seconds of one run, for each contender.
  func run(_ contenders: [Contender]) throws -> [Samples] {
    var repeats: [Int] = []
    for contender in contenders {
      try contender.run()  // caches, page faults, tables that are made on first use
      let seconds = try measure(contender, times: 1)
      repeats.append(max(1, Int(round / max(seconds, 1e-9))))
    }
    var seconds = [[Double]](repeating: [], count: contenders.count)
    let start = Clock.processSeconds
    while seconds[0].count < fewest || (seconds[0].count < most && Clock.processSeconds - start < budget) {
      for (i, contender) in contenders.enumerated() {
        seconds[i].append(try measure(contender, times: repeats[i]))
      }
    }
    return seconds.map { Samples($0) }
  }

  private func measure(_ contender: Contender, times: Int) throws -> Double {
    let start = Clock.processSeconds
    for _ in 0..<times { try contender.run() }
    return (Clock.processSeconds - start) / Double(times)
  }
}
