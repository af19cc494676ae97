internal import SystemPackage
internal import VietCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A temporary folder for what is measured, removed at the end.
struct BenchFolder: ~Copyable {
  let path: String

  init() throws(CommandError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/viet-bench-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw CommandError(Errno(rawValue: errno), doing: "make a folder in", file: base)
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  /// Writes a file and returns its path.
  func write(_ bytes: borrowing ByteBuffer, as name: String) throws -> String {
    let file = path + "/" + name
    var output = try Output.replacing(file)
    try output.write(bytes)
    try output.commit()
    return file
  }

  static func remove(_ path: String) {
    if let handle = opendir(path) {
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name == "." || name == ".." { continue }
        if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
      }
      closedir(handle)
    }
    rmdir(path)
  }
}
