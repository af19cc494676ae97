internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

// viet-tablegen: makes the embedded tables from their rules, or checks that they are what the rules make.

let usage = """
  usage: viet-tablegen make [NAME…]     write the tables (run from the root of the package)
         viet-tablegen check [NAME…]    exit 1 where a file is not what its rules make
         viet-tablegen list

  """

func fail(_ text: String, _ status: Int32) -> Never {
  _ = try? FileDescriptor.standardError.writeAll(("viet-tablegen: " + text + "\n").utf8)
  exit(status)
}

func contents(of path: String) -> [UInt8]? {
  guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return nil }
  return try? file.closeAfter {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = try chunk.withUnsafeMutableBytes({ try file.read(into: $0) }), n > 0 {
      bytes.append(contentsOf: chunk[..<n])
    }
    return bytes
  }
}

func write(_ bytes: [UInt8], to path: String) throws {
  let file = try FileDescriptor.open(
    FilePath(path), .writeOnly, options: [.create, .truncate], permissions: FilePermissions(rawValue: 0o644))
  try file.closeAfter { _ = try file.writeAll(bytes) }
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let verb = arguments.first, ["make", "check", "list"].contains(verb) else { fail(usage, 2) }
let names = arguments.dropFirst()
if let unknown = names.first(where: { name in !tables.contains { $0.name == name } }) {
  fail("there is no table '\(unknown)' (see viet-tablegen list)", 2)
}

var isStale = false
for table in tables where names.isEmpty || names.contains(table.name) {
  do {
    switch verb {
    case "list": print("\(table.name)\t\(table.path)")
    case "make":
      let bytes = try table.make()
      try write(bytes, to: table.path)
      print("\(table.path): \(bytes.count) bytes")
    default:
      if contents(of: table.path) != (try table.make()) {
        isStale = true
        print("\(table.path): not what its rules make (run viet-tablegen make \(table.name))")
      }
    }
  } catch { fail("\(table.path): \(error)", 1) }
}
exit(isStale ? 1 : 0)
