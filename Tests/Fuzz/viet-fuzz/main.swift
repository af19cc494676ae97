import CFuzzer
import VietFuzzing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// One program for all targets: `VIET_FUZZ_TARGET=query viet-fuzz CORPUS -max_total_time=60`.
private let target: FuzzTarget = {
  let name = getenv("VIET_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    fatalError("VIET_FUZZ_TARGET must be one of: \(names)")
  }
  return target
}()

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    do { try target.run(UnsafeRawBufferPointer(start: data, count: size)) } catch {
      fatalError("\(target.rawValue): \(error)")
    }
    return 0
  })
