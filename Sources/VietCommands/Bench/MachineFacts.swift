internal import SystemPackage
internal import VietCore
internal import VietKernels
internal import VietUnicode

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What a figure depends on besides the program.
struct MachineFacts: Equatable {
  let processor: String
  let cores: Int
  let system: String
  let kernels: String
  let icu: String

  static var here: MachineFacts {
    MachineFacts(
      processor: processorName, cores: Threads.available, system: systemName, kernels: KernelSet.current.name,
      icu: UnicodeVersions.icu)
  }

  private static var processorName: String {
    var buffer = ByteBuffer(capacity: 1 << 16)
    guard let input = try? Input.open("/proc/cpuinfo"), (try? input.readAll(into: &buffer)) != nil else {
      return "unknown"
    }
    for line in buffer.string.split(separator: "\n") where line.hasPrefix("model name") {
      return String(line.drop { $0 != ":" }.dropFirst(2))
    }
    return "unknown"
  }

  private static var systemName: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "unknown" }
    func text(_ field: UnsafeRawBufferPointer) -> String {
      String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
    let system = withUnsafeBytes(of: &name.sysname, text)
    let release = withUnsafeBytes(of: &name.release, text)
    let machine = withUnsafeBytes(of: &name.machine, text)
    return "\(system) \(release) \(machine)"
  }
}
