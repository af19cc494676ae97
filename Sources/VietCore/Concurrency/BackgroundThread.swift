/// Work in a thread of its own that goes on after the call that started it, until the end of the object, which waits for it.
///
/// `body` must not hold this object.
public final class BackgroundThread: @unchecked Sendable {
  private var thread: SystemThread?

  /// Starts `body`; where no thread can be had it is done before the call returns.
  public init(_ body: @escaping @Sendable () -> Void) {
    thread = SystemThread(body)
    if thread == nil { body() }
  }

  deinit { thread.take()?.join() }
}
