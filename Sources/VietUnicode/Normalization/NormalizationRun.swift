internal import CICU
internal import VietCore
internal import VietKernels

/// A stretch of text that starts and ends at boundaries, so that it normalises as it would in the whole text.
struct NormalizationRun {
  var start: Int
  var end: Int
  /// Whether the cap ended it, not a boundary.
  var isCut: Bool

  /// Takes in the runs behind it as long as code points that need ICU stand close together: one call for many.
  mutating func extend(_ bytes: UnsafeRawBufferPointer, _ kernel: NormalizationKernel) {
    guard !isCut else { return }
    var i = end
    var idle = 0
    // `end` moves to boundaries only; everything between it and `i` has been looked at.
    var pending = false
    while i < bytes.count, i - start < Self.longestBatch {
      let (codePoint, length) = bytes.codePoint(at: i)
      if kernel.hasBoundaryBefore(codePoint) {
        if pending {
          end = i
          pending = false
        }
        if kernel.isClean(codePoint) {
          idle += 1
          if idle > 8 { return }
        } else {
          pending = true
          idle = 0
        }
      } else {
        pending = true
        idle = 0
      }
      i += length
    }
    if i >= bytes.count, pending { end = bytes.count }
  }

  private static let longestBatch = 1 << 12
}

extension UnicodeNormalizer {
  /// The run that holds `position`, within `bytes[lower...]`. `lower` is a boundary or where a run was cut.
  func runAround(_ bytes: UnsafeRawBufferPointer, lower: Int, position: Int) -> NormalizationRun {
    var start = position
    while start > lower, !kernel.hasBoundaryBefore(bytes.codePoint(at: start).value) {
      start -= 1
      while start > lower, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    }
    var end = start
    repeat {
      let (codePoint, length) = bytes.codePoint(at: end)
      if end > start, kernel.hasBoundaryBefore(codePoint) { break }
      if end + length - start > Self.longestRun {
        return NormalizationRun(start: start, end: end, isCut: true)
      }
      end += length
    } while end < bytes.count
    return NormalizationRun(start: start, end: end, isCut: false)
  }

  /// Whether ICU is likely to be needed again soon: scripts that are not Latin come in whole sentences.
  func isDense(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
    let codePoint = bytes.codePoint(at: position).value
    return codePoint >= 0x340 && !(0x1E00...0x1EFF).contains(codePoint)
  }

  /// Appends what ICU makes of a run.
  func append(_ bytes: UnsafeRawBufferPointer, _ run: NormalizationRun, to output: inout ByteBuffer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let count = run.end - run.start
    output.reserve(count * 4 + 64)
    while true {
      var needed = 0
      let capacity = min(output.capacity - output.count, Int(Int32.max))
      let status = vt_normalize_into(
        form.rawValue, base + run.start, count, output.base + output.count, capacity, &needed)
      // A run is short and the form one of four: ICU can fail only for want of memory.
      precondition(
        status <= 0, "ICU could not normalise \(count) bytes: \(String(cString: vt_error_name(status)))")
      if needed <= capacity {
        output.count += needed
        return
      }
      output.reserve(needed)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The code point that starts at `i` and its length in bytes, in well-formed text. In ill-formed text some
  /// number, and at least one byte; never beyond the end.
  @inline(__always)
  func codePoint(at i: Int) -> (value: UInt32, length: Int) {
    let lead = self[i]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = Swift.min(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, count - i)
    var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for k in 1..<Swift.max(length, 1) { value = value << 6 | UInt32(self[i + k] & 0x3F) }
    return (value, length)
  }
}

extension ByteBuffer {
  /// Whether the bytes from `start` to the end are `bytes`.
  func ends(with bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
    withBytes { all in all.count - start == bytes.count && all[start...].elementsEqual(bytes) }
  }
}

extension UnicodeNormalizer {
  /// Where the last run of `bytes` starts, without looking at a code point that the end cuts off; 0 if all is one run.
  func lastBoundary(_ bytes: UnsafeRawBufferPointer) -> Int {
    var i = bytes.count - UTF8Validation.cutOffSuffix(bytes)
    while i > 0 {
      i -= 1
      while i > 0, bytes[i] & 0xC0 == 0x80 { i -= 1 }
      if kernel.hasBoundaryBefore(bytes.codePoint(at: i).value) { break }
    }
    return i
  }

  /// Where to cut a stretch that must be cut: behind its last blank, at the start of its last run, or, if all is one
  /// run, at the last code point. Never 0 for more than three bytes.
  package func placeToCut(_ bytes: UnsafeRawBufferPointer) -> Int {
    let last = lastBoundary(bytes)
    guard last > 0 else {
      let whole = bytes.count - UTF8Validation.cutOffSuffix(bytes)
      return whole > 0 ? whole : bytes.count
    }
    var i = last
    while i > 0 {
      if bytes[i - 1] == 0x20, kernel.hasBoundaryBefore(bytes.codePoint(at: i).value) { return i }
      i -= 1
    }
    return last
  }
}
