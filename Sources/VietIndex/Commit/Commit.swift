/// What a commit left behind.
public struct Commit: Hashable, Sendable {
  /// Counts the commits of the index from 1.
  public var generation: UInt64
  /// Documents that can be found.
  public var documents: Int
  /// Documents deleted or replaced that still take room.
  public var deleted: Int
  public var segments: Int
  /// Bytes of all files of the commit.
  public var bytes: Int
  /// Documents of this commit whose id another document of the same commit took over.
  public var duplicates: Int
}
