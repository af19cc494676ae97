internal import VietCore
internal import VietIndex
internal import VietKernels
internal import VietUnicode

/// What `viet --version` prints.
enum VersionText {
  /// Version of the program and of its libraries.
  static let program = LibraryVersion.current

  static var full: String {
    """
    viet \(program)
    ICU \(UnicodeVersions.icu), Unicode \(UnicodeVersions.unicode)
    index format \(FormatVersion.current)
    kernels \(KernelSet.current.name)
    """
  }
}
