internal import VietKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// `VIET_KERNEL=baseline|avx2|avx512`: which kernels to use; the best that the processor runs where it is not set.
enum KernelChoice {
  static func fromEnvironment() throws(CommandError) {
    guard let value = getenv("VIET_KERNEL") else { return }
    let name = String(cString: value)
    let available = KernelSet.allCases.filter(\.isAvailable)
    guard let choice = available.first(where: { $0.name == name }) else {
      let names = available.map(\.name).joined(separator: ", ")
      throw CommandError(.bad, "VIET_KERNEL=\(name): no such kernels here (this processor runs \(names))")
    }
    KernelSet.use(choice)
  }
}
