#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Work in a thread of its own that goes on after the call that started it, until ``join()`` or the end of the object.
///
/// `body` must not hold this object, which waits for it.
public final class BackgroundThread: @unchecked Sendable {
  #if canImport(Darwin)
    private var handle: pthread_t?
  #else
    private var handle = pthread_t()
  #endif
  private var isRunning = false

  private final class Start: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts `body`; where no thread can be had it is done before the call returns.
  public init(_ body: @escaping @Sendable () -> Void) {
    let start = Unmanaged.passRetained(Start(body))
    let status = pthread_create(
      &handle, nil,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        #else
          if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
        #endif
        return nil
      }, start.toOpaque())
    if status == 0 {
      isRunning = true
    } else {
      start.release()
      body()
    }
  }

  deinit { join() }

  /// Waits for the end of the work; not to be called by two threads at once.
  public func join() {
    guard isRunning else { return }
    isRunning = false
    #if canImport(Darwin)
      if let handle { pthread_join(handle, nil) }
    #else
      pthread_join(handle, nil)
    #endif
  }
}
