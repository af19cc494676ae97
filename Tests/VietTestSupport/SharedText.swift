public import SystemPackage

/// Files of the data beside the checkout; tests that want one are enabled only where it exists.
public enum SharedText {
  public static func exists(_ name: String) -> Bool { (try? bytes(name, limit: 1)) != nil }

  /// The first `limit` bytes of a file, named relative to ``Repository/sharedData``.
  public static func bytes(_ name: String, limit: Int = .max) throws -> [UInt8] {
    try contents(of: Repository.sharedData.appending(name), limit: limit)
  }

  /// The first `limit` bytes of any file.
  public static func contents(of path: FilePath, limit: Int = .max) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while bytes.count < limit, case let n = try chunk.withUnsafeMutableBytes({ try file.read(into: $0) }),
        n > 0
      {
        bytes += chunk[..<min(n, limit - bytes.count)]
      }
      return bytes
    }
  }

  /// The lines of a file.
  public static func lines(_ name: String) throws -> [Substring] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
  }
}
