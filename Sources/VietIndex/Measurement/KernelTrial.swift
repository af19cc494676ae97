internal import VietKernels

/// One kernel and the plain loop that it must equal, for `Benchmarks/viet-ratios`; no part of the interface of the library.
@_spi(Measurement)
public struct KernelTrial: Sendable {
  public let name: String
  /// Bytes that are read.
  public let byteCount: Int
  /// Runs the kernel; returns something that depends on all of its work.
  public let kernel: @Sendable () -> Int
  /// Runs the plain loop; `nil` where there is none.
  public let scalar: (@Sendable () -> Int)?

  /// The kernels, on a text or on what can be counted in it.
  public static func all(_ text: [UInt8]) -> [KernelTrial] {
    // Without its high bits the text is ASCII to the end.
    let ascii = text.map { $0 & 0x7F }
    return [
      bytes(
        "UTF-8 validation", text, { UTF8Validation.validPrefix($0) }, { UTF8Validation.scalar($0) }),
      bytes("ASCII prefix", ascii, { ASCIIPrefix.length($0) }, { ASCIIPrefix.scalar($0) }),
      bytes(
        "line ends counted", text, { ByteOccurrences.count(of: 0x0A, in: $0) },
        { ByteOccurrences.scalar(0x0A, in: $0) }),
      bytes("xxHash64", text, { Int(truncatingIfNeeded: XXHash64.hash($0)) }, nil),
      intersection(text), above(text), offsets(text),
    ]
  }

  private static func bytes(
    _ name: String, _ input: [UInt8], _ kernel: @escaping @Sendable (UnsafeRawBufferPointer) -> Int,
    _ scalar: (@Sendable (UnsafeRawBufferPointer) -> Int)?
  ) -> KernelTrial {
    let run: (@Sendable () -> Int)? = scalar.map { scalar in
      { @Sendable () -> Int in input.withUnsafeBytes { scalar($0) } }
    }
    return KernelTrial(
      name: name, byteCount: input.count, kernel: { input.withUnsafeBytes { kernel($0) } }, scalar: run)
  }

  private static let stretch = 1 << 16

  /// Places of the letter n among the places before a letter h, stretch by stretch.
  private static func intersection(_ text: [UInt8]) -> KernelTrial {
    struct Places {
      var n: [UInt32] = []
      var h: [UInt32] = []
    }
    var stretches: [Places] = []
    for start in stride(from: 0, to: text.count - 1, by: stretch) {
      var places = Places()
      for i in 0..<min(stretch, text.count - 1 - start) {
        if text[start + i] == UInt8(ascii: "n") { places.n.append(UInt32(i)) }
        if text[start + i + 1] == UInt8(ascii: "h") { places.h.append(UInt32(i)) }
      }
      places.h += [UInt32](repeating: .max, count: SortedIntersection.padding)
      stretches.append(places)
    }
    let all = stretches
    typealias Find =
      @Sendable (
        UnsafePointer<UInt32>, Int, UnsafePointer<UInt32>, UnsafeMutablePointer<UInt16>,
        UnsafeMutablePointer<UInt16>
      ) -> Int
    func run(_ find: @escaping Find) -> @Sendable () -> Int {
      {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 2 * stretch) { room in
          all.reduce(0) { sum, places in
            sum + find(places.n, places.n.count, places.h, room.baseAddress!, room.baseAddress! + stretch)
          }
        }
      }
    }
    return KernelTrial(
      name: "shared numbers of two ascending runs",
      byteCount: all.reduce(0) { $0 + 4 * ($1.n.count + $1.h.count) },
      kernel: run { SortedIntersection.find($0, count: $1, in: $2, atFirst: $3, atSecond: $4) },
      scalar: run { SortedIntersection.scalar($0, $1, $2, $3, $4) })
  }

  /// Where the positions of 128 documents begin, whose lengths and frequencies are bytes of the text; `kernel` returns -1
  /// where there is none for it here.
  private static func offsets(_ text: [UInt8]) -> KernelTrial {
    let block = 128
    let blocks = text.count / (2 * block)
    let universes = (0..<blocks * block).map { 300 + UInt32(text[2 * $0]) }
    let counts = (0..<blocks * block).map { 1 + UInt32(text[2 * $0 + 1] & 7) }
    return KernelTrial(
      name: "where sets in a row begin", byteCount: blocks * block * 8,
      kernel: {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: block + 1) { room in
          counts.withUnsafeBufferPointer { counts in
            universes.withUnsafeBufferPointer { universes in
              var sum = 0
              for start in stride(from: 0, to: counts.count, by: block) {
                guard
                  SetOffsets.find(
                    counts.baseAddress! + start, below: universes.baseAddress! + start, count: block,
                    into: room.baseAddress!)
                else { return -1 }
                sum &+= Int(room[block])
              }
              return sum
            }
          }
        }
      },
      scalar: {
        var sum = 0
        for i in counts.indices { sum &+= AscendingSet.bitCount(Int(counts[i]), Int(universes[i])) }
        return sum
      })
  }

  /// Numbers made of three bytes, of which about one in a hundred is above the bound.
  private static func above(_ text: [UInt8]) -> KernelTrial {
    let count = (text.count / 3) & ~7
    var made: [Double] = []
    made.reserveCapacity(count)
    for i in stride(from: 0, to: 3 * count, by: 3) {
      let mixed = Int(text[i]) * 31 + Int(text[i + 1]) * 1031 + Int(text[i + 2]) * 7
      made.append(Double(mixed % 1000))
    }
    let values = made
    typealias Find = @Sendable (UnsafePointer<Double>, Int, UnsafeMutablePointer<UInt16>) -> Int
    func run(_ find: @escaping Find) -> @Sendable () -> Int {
      {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: stretch + 8) { room in
          values.withUnsafeBufferPointer { values in
            stride(from: 0, to: count, by: stretch).reduce(0) { sum, start in
              sum + find(values.baseAddress! + start, min(stretch, count - start), room.baseAddress!)
            }
          }
        }
      }
    }
    return KernelTrial(
      name: "numbers above a bound", byteCount: count * 8,
      kernel: run { AboveThreshold.find($0, count: $1, above: 989, at: $2) },
      scalar: run { AboveThreshold.scalar($0, $1, 989, $2) })
  }
}
