#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One thing done by several, on the same bytes. The first is ours.
struct Rival {
  let name: String
  let run: () -> Void
}

/// Times rivals in turn, so that a slow moment of the machine hits all of them, and prints a row for each.
enum Contest {
  /// What is timed: what the processor worked for this process, or what went by, where a disk is waited for.
  enum Clock {
    case cpu, wall

    var id: clockid_t { self == .cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC }
  }

  static let rounds = 5

  private static func seconds(_ clock: Clock, _ body: () -> Void) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(clock.id, &start)
    body()
    clock_gettime(clock.id, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  static let header = "stage\twhat\trival\tMB\tGB/s\tmin GB/s\tmax GB/s\tours is times as fast"

  /// Prints the median, the slowest and the fastest of ``rounds`` interleaved rounds for each rival; a round before them
  /// warms up and is dropped.
  static func row(
    _ stage: String, _ what: String, bytes: Int, clock: Clock = .cpu, _ rivals: [Rival]
  ) {
    var times = rivals.map { _ in [Double]() }
    for round in 0...rounds {
      for (i, rival) in rivals.enumerated() {
        let time = seconds(clock, rival.run)
        if round > 0 { times[i].append(time) }
      }
    }
    let sorted = times.map { $0.sorted() }
    let ours = sorted[0][rounds / 2]
    for (rival, times) in zip(rivals, sorted) {
      let speed = [times[rounds / 2], times[rounds - 1], times[0]].map { (Double(bytes) / $0 / 1e9).text(3) }
      print(
        ([stage, what, rival.name, (Double(bytes) / 1e6).text(1)] + speed + [
          (times[rounds / 2] / ours).text(2)
        ])
        .joined(separator: "\t"))
    }
  }

  /// A copy of `bytes` to memory of its own.
  static func memcpy(_ bytes: [UInt8]) -> Rival {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    return Rival(name: "memcpy") { bytes.withUnsafeBytes { copy.copyMemory(from: $0) } }
  }
}

extension Double {
  /// With `places` decimals.
  func text(_ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let number = Int((self * scale).rounded())
    guard places > 0 else { return "\(number)" }
    let digits = "\(number % Int(scale))"
    return "\(number / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
  }
}
