internal import CVietKernels

/// The instruction sets that kernels come in. One is chosen for the whole process.
@frozen
public enum KernelSet: Int32, CaseIterable, Sendable {
  case baseline = 0
  case avx2 = 1

  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .avx2: "avx2"
    }
  }

  /// The best that this processor runs.
  public static let best = KernelSet(rawValue: viet_kernel_best()) ?? .baseline

  /// Whether this processor runs it.
  public var isAvailable: Bool { rawValue <= Self.best.rawValue }
}
