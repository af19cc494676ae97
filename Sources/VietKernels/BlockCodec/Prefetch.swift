internal import CVietKernels

/// Asks the processor for memory that will be read soon.
public enum Prefetch {
  /// Brings 192 bytes from `place` on near, if they are mapped; reads nothing.
  public static func read(_ place: UnsafeRawPointer) { viet_prefetch(place) }
}
