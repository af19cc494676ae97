/// The release that all modules belong to.
public enum LibraryVersion {
  public static let current = "0.1.0"
}
