internal import CICU

/// Lower case and decomposition by ICU, code point by code point.
public enum ICUFolding {
  /// Visits the code points of the lower-case (simple mappings) decomposed spelling, with whether each is a nonspacing
  /// mark and whether it belongs to the Latin script. Malformed bytes come out as U+FFFD.
  ///
  /// - Complexity: O(*n*), about a microsecond a word.
  public static func withLowerDecomposed(
    _ bytes: UnsafeRawBufferPointer, compatibility: Bool,
    _ visit: (_ scalar: UInt32, _ isMark: Bool, _ isLatin: Bool) -> Void
  ) {
    withoutActuallyEscaping(visit) { visit in
      var visitor = Visitor(visit: visit)
      withUnsafeMutablePointer(to: &visitor) { context in
        _ = vt_lower_decompose(
          compatibility ? 1 : 0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
          { context, scalar, facts in
            context?.assumingMemoryBound(to: Visitor.self).pointee
              .visit(scalar, facts & 1 != 0, facts & 2 != 0)
          }, context)
      }
    }
  }

  private struct Visitor { let visit: (UInt32, Bool, Bool) -> Void }
}
