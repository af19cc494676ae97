internal import CVietData
public import VietCore
package import VietKernels

/// Brings UTF-8 into one of the four normalization forms of UAX #15, byte for byte as ICU does.
///
/// What Vietnamese is written with goes through kernels of our own (see `NormalizationKernel`); any other code
/// point that could change goes to ICU, together with what it can interact with: from the boundary before it to
/// the next. A value is a handle on shared tables: making and copying one is free, and all methods may be called
/// from several threads at once.
///
/// A run without a boundary (a letter and its combining marks) is treated whole up to ``longestRun`` bytes; a
/// longer one is cut at the last code point that fits, and what follows is treated as if the text began there.
public struct UnicodeNormalizer: Sendable {
  /// The cap on a run without a boundary, in bytes: 1 MiB.
  public static let longestRun = 1 << 20

  public let form: NormalizationForm
  let kernel: NormalizationKernel
  let isComposing: Bool

  /// Uses the best kernels that this processor runs. Complexity: O(1).
  public init(_ form: NormalizationForm) { self.init(form, kernels: .current) }

  /// Uses chosen kernels; for tests and measurements.
  package init(_ form: NormalizationForm, kernels: KernelSet) {
    self.form = form
    kernel = Self.kernelsByForm[Int(form.rawValue) * KernelSet.allCases.count + Int(kernels.rawValue)]
    isComposing = form == .nfc || form == .nfkc
  }

  private static let kernelsByForm: [NormalizationKernel] = NormalizationForm.allCases.flatMap { form in
    KernelSet.allCases.map { set in
      // The blob is part of the program; it is never empty.
      let file = UnsafeRawPointer(viet_data_normalization().bytes!)
      return NormalizationKernel(NormalizationTables(file: file, form: form.rawValue), kernels: set)
    }
  }

  /// Appends the normalised form of `bytes`, which must be well-formed UTF-8, to `output`.
  ///
  /// Ill-formed bytes (see `MalformedUTF8`) give an unspecified result, but no trap. Allocates only where `output`
  /// must grow. Complexity: O(*n*).
  public func normalize(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let count = bytes.count
    output.reserve((isComposing ? count : count + count / 4) + NormalizationKernel.room)
    var written = 0
    let position = kernel.normalize(
      base, count: count, lower: 0, from: 0, into: output.base + output.count,
      end: output.base + output.capacity, written: &written)
    output.count += written
    if position < count { finish(bytes, from: position, into: &output) }
  }

  /// Goes on where the kernel stopped: for want of room, or at a code point that needs ICU. Apart, because most short
  /// texts never come here.
  @inline(never)
  private func finish(_ bytes: UnsafeRawBufferPointer, from stop: Int, into output: inout ByteBuffer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let count = bytes.count
    let room = NormalizationKernel.room
    var lower = 0
    var position = stop
    while true {
      if output.capacity - output.count < room {
        output.reserve(Swift.max(room, (count - position) / 2 + room))
      } else {
        var run = runAround(bytes, lower: lower, position: position)
        output.count -= position - run.start
        if isDense(bytes, at: position) { run.extend(bytes, kernel) }
        append(bytes, run, to: &output)
        while run.isCut {
          run = runAround(bytes, lower: run.end, position: run.end)
          append(bytes, run, to: &output)
        }
        lower = run.end
        position = run.end
        if position == count { return }
        output.reserve(room)
      }
      var written = 0
      position = kernel.normalize(
        base, count: count, lower: lower, from: position, into: output.base + output.count,
        end: output.base + output.capacity, written: &written)
      output.count += written
      if position == count { return }
    }
  }

  /// As ``normalize(_:into:)``, and records each change. Offsets count from the start of `bytes` and of what is
  /// appended; one edit is as short as boundaries allow. Complexity: O(*n*).
  public func normalize(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer, recording edits: inout Alignment.Builder
  ) {
    let origin = output.count
    var copied = 0
    forEachSuspect(of: bytes) { run in
      output.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<run.start]))
      let start = output.count
      append(bytes, run, to: &output)
      let original = UnsafeRawBufferPointer(rebasing: bytes[run.start..<run.end])
      if !output.ends(with: original, from: start) {
        edits.replace(
          UTF8Range(run.start, run.end), with: UTF8Range(start - origin, output.count - origin))
      }
      copied = run.end
      return true
    }
    output.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
  }

  /// Whether `bytes`, well-formed UTF-8, are in the form already: normalising would not change a byte.
  ///
  /// Does not allocate on text that the kernels know. Complexity: O(*n*).
  public func isNormalized(_ bytes: UnsafeRawBufferPointer) -> Bool { normalizedPrefix(bytes) == bytes.count }

  /// The length in bytes of the longest prefix, up to a boundary, that normalising would not change.
  public func normalizedPrefix(_ bytes: UnsafeRawBufferPointer) -> Int {
    var prefix = bytes.count
    forEachSuspect(of: bytes) { run in
      let text = UnsafeRawBufferPointer(rebasing: bytes[run.start..<run.end])
      if (try? ICUNormalizing.isNormalized(text, in: form)) == true { return true }
      prefix = run.start
      return false
    }
    return prefix
  }

  /// Calls `body` with each run that is not known to be normalised, in order, until it returns `false`.
  private func forEachSuspect(of bytes: UnsafeRawBufferPointer, _ body: (NormalizationRun) -> Bool) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var lower = 0
    while lower < bytes.count {
      let position = kernel.normalizedPrefix(base, count: bytes.count, from: lower)
      guard position < bytes.count else { return }
      var run = runAround(bytes, lower: lower, position: position)
      guard body(run) else { return }
      while run.isCut {
        run = runAround(bytes, lower: run.end, position: run.end)
        guard body(run) else { return }
      }
      lower = run.end
    }
  }
}
