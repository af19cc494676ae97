/// The version of the files of an index.
public enum FormatVersion {
  /// What this build writes.
  public static let current: UInt32 = 1
  /// What this build reads.
  public static let readable: ClosedRange<UInt32> = 1...1
}
