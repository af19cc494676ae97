#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Times rivals in turn, so that a slow moment of the machine hits all of them, and keeps medians.
enum Measure {
  static func seconds(_ body: () -> Void) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start)
    body()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  /// Median CPU seconds of each rival over `rounds` interleaved rounds; the first round warms up and is dropped.
  static func medians(rounds: Int, _ rivals: [() -> Void]) -> [Double] {
    var times = rivals.map { _ in [Double]() }
    for round in 0...rounds {
      for (i, rival) in rivals.enumerated() {
        let time = seconds(rival)
        if round > 0 { times[i].append(time) }
      }
    }
    return times.map { $0.sorted()[$0.count / 2] }
  }
}

func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while case let n = fread(&chunk, 1, chunk.count, file), n > 0 { bytes += chunk[..<n] }
  return bytes
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
