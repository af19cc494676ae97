public import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A folder of a test's own, removed with its files when the last reference goes.
public final class TemporaryFolder: Sendable {
  public let path: FilePath

  public init() throws {
    var template = Array("/tmp/viettext-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    path = FilePath(platformString: template)
  }

  deinit {
    path.withPlatformString { name in
      guard let stream = opendir(name) else { return }
      while let entry = readdir(stream) {
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { _ = unlinkat(dirfd(stream), $0, 0) }
        }
      }
      closedir(stream)
      rmdir(name)
    }
  }
}
