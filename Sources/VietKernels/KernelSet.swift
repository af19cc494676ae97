internal import CVietKernels

/// The instruction sets that kernels come in. One is chosen for the whole process.
@frozen
public enum KernelSet: Int32, CaseIterable, Sendable {
  case baseline = 0
  case avx2 = 1
  /// AVX-512 with VBMI2, where it gains something; else as `avx2`.
  case avx512 = 2

  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .avx2: "avx2"
    case .avx512: "avx512"
    }
  }

  /// The best that this processor runs.
  public static let best = KernelSet(rawValue: viet_kernel_best()) ?? .baseline

  /// The one in use: the best, unless ``use(_:)`` chose another.
  public static var current: KernelSet { KernelSet(rawValue: viet_kernel_current()) ?? .baseline }

  /// Chooses a set for the whole process. Call it before other threads start; every set gives the same answers.
  public static func use(_ set: KernelSet) {
    precondition(set.isAvailable, "this processor does not run \(set.name)")
    viet_kernel_use(set.rawValue)
  }

  /// Whether this processor runs it.
  public var isAvailable: Bool { rawValue <= Self.best.rawValue }
}
