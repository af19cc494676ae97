internal import CVietKernels

/// Normalises what Vietnamese text is made of, and stops at everything else.
///
/// Naively: decode, decompose, sort and compose code point after code point. The kernel instead looks at 64
/// bytes at once for the few leads that could change anything and copies the rest as it is; a letter with its
/// marks is one look-up. See `normalize.c`. The truth that it is tested against is ICU.
package struct NormalizationKernel: @unchecked Sendable {
  private let tables: UnsafePointer<viet_normalize_tables>
  private let run: viet_normalize_run
  private let prefix: viet_normalized_prefix_run

  /// The tables are kept for the life of the program: make one kernel a form and kernel set, not one a text.
  package init(_ tables: NormalizationTables, kernels: KernelSet) {
    let kept = UnsafeMutablePointer<viet_normalize_tables>.allocate(capacity: 1)
    kept.initialize(to: tables.pointers)
    self.tables = UnsafePointer(kept)
    run = viet_normalize_kernel(kernels.rawValue, tables.form)
    prefix = viet_normalized_prefix_kernel(kernels.rawValue, tables.form)
  }

  /// Bytes of room that ``normalize(_:count:lower:from:into:end:written:)`` wants before it looks at more text.
  package static let room = Int(VIET_NORMALIZE_ROOM)

  /// Normalises `bytes[from..<count]` up to the end, to the first code point that needs ICU, or to where less than
  /// ``room`` bytes are left before `end`, and returns that place.
  ///
  /// `bytes[lower..<from]` stands normalised right before `output`. What was written for the code points before
  /// the place returned, back to the last boundary, is a plain copy of them.
  package func normalize(
    _ bytes: UnsafePointer<UInt8>, count: Int, lower: Int, from: Int,
    into output: UnsafeMutablePointer<UInt8>,
    end: UnsafeMutablePointer<UInt8>, written: inout Int
  ) -> Int { run(tables, bytes, count, lower, from, output, end, &written) }

  /// Returns the first code point of `bytes[from..<count]`, from a boundary on, that is not known to be
  /// normalised; `count` if there is none.
  package func normalizedPrefix(_ bytes: UnsafePointer<UInt8>, count: Int, from: Int) -> Int {
    prefix(tables, bytes, count, from)
  }

  /// Whether nothing that stands before the code point can change together with it.
  package func hasBoundaryBefore(_ codePoint: UInt32) -> Bool {
    viet_normalize_properties(tables, codePoint) & Int32(VIET_BOUNDARY) != 0
  }

  /// Whether the code point is normalised, of class 0, and has a boundary before it.
  package func isClean(_ codePoint: UInt32) -> Bool {
    viet_normalize_properties(tables, codePoint) & Int32(VIET_CLEAN) != 0
  }
}
