public import SystemPackage

/// Where the checkout of the sources lies, found from this file's own path.
public enum Repository {
  public static let root: FilePath = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()

  /// The texts that come with the sources.
  public static let corpus: FilePath = root.appending("Corpus")

  /// Data beside the checkout that tests may use where it exists; a test without it must skip and name it.
  public static let sharedData: FilePath = root.removingLastComponent().appending("shared").appending("data")
}
