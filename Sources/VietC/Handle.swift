internal import VietCore

/// Gives an object to C; it lives until ``release(_:as:)``.
func retain(_ object: AnyObject) -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(object).toOpaque()) }

/// Takes back what ``retain(_:)`` gave.
func release<Object: AnyObject>(_ handle: OpaquePointer?, as type: Object.Type) {
  guard let handle else { return }
  Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).release()
}

/// The object behind a handle.
func object<Object: AnyObject>(_ handle: OpaquePointer?, as type: Object.Type, _ name: StaticString)
  throws(Failure) -> Object
{
  guard let handle else { throw Failure.missing("the \(name)") }
  return Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
}

/// Working memory lent out one a call, so that a handle can be shared by threads and a text costs no allocation.
final class Pool<Element: AnyObject & Sendable>: Sendable {
  private let idle = Monitor<[Element]>([])
  private let make: @Sendable () -> Element

  init(_ make: @escaping @Sendable () -> Element) { self.make = make }

  func lend<R, E: Error>(_ body: (Element) throws(E) -> R) throws(E) -> R {
    let element = idle.update { $0.popLast() } ?? make()
    defer { idle.update { $0.append(element) } }
    return try body(element)
  }
}
