@_spi(Measurement) import VietIndex

/// Each kernel beside the plain loop that it must equal, and memcpy.
enum KernelStage {
  /// Keeps what was found alive, so that finding it isn't left out.
  nonisolated(unsafe) private static var kept = 0

  static func run(_ text: [UInt8]) {
    for trial in KernelTrial.all(text) {
      var rivals = [Rival(name: "viet") { kept = trial.kernel() }]
      if let scalar = trial.scalar {
        let found = trial.kernel()
        if found < 0 { continue }
        precondition(found == scalar(), "\(trial.name): the kernel differs from the plain loop")
        rivals.append(Rival(name: "plain loop") { kept = scalar() })
      }
      rivals.append(Contest.memcpy([UInt8](repeating: 1, count: trial.byteCount)))
      Contest.row("kernel", trial.name, bytes: trial.byteCount, rivals)
    }
  }
}
