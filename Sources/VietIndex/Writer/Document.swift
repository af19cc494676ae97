internal import VietCore

/// One document on its way into an index: an id and the values of its fields.
///
/// Meant to be filled, added and emptied again, so that nothing is allocated for each document.
public struct Document: ~Copyable {
  struct Value {
    var field: UInt8
    var isNumber: Bool
    var number: Double
    var start: Int
    var count: Int
  }

  var bytes: ByteBuffer
  var values: UnsafeMutablePointer<Value>
  var valueCapacity: Int
  var valueCount: Int
  var idCount: Int

  public init() {
    bytes = ByteBuffer(capacity: 1 << 12)
    valueCapacity = 16
    values = .allocate(capacity: valueCapacity)
    valueCount = 0
    idCount = 0
  }

  deinit { values.deallocate() }

  /// Empties it for the next document; a document must begin with this or be new.
  public mutating func removeAll() {
    bytes.removeAll()
    valueCount = 0
    idCount = 0
  }

  /// Names the document; call it once, before any value. At most 65,535 bytes.
  public mutating func setID(_ id: UnsafeRawBufferPointer) {
    precondition(valueCount == 0 && idCount == 0, "the id comes first, once")
    precondition(id.count <= 65_535, "an id has at most 65,535 bytes")
    bytes.append(id)
    idCount = id.count
  }

  public mutating func setID(_ id: String) {
    var id = id
    id.withUTF8 { setID(UnsafeRawBufferPointer($0)) }
  }

  /// Adds a value to the text or keyword field number `field`. A field may have several values;
  /// texts follow one another with a gap of 100 positions, so that no phrase spans two.
  public mutating func add(_ value: UnsafeRawBufferPointer, to field: Int) {
    append(Value(field: UInt8(field), isNumber: false, number: 0, start: bytes.count, count: value.count))
    bytes.append(value)
  }

  public mutating func add(_ value: String, to field: Int) {
    var value = value
    value.withUTF8 { add(UnsafeRawBufferPointer($0), to: field) }
  }

  /// Adds a value to the number or date field number `field`; `spelling` is what is stored. NaN counts as absent.
  public mutating func add(_ number: Double, spelling: UnsafeRawBufferPointer, to field: Int) {
    append(
      Value(field: UInt8(field), isNumber: true, number: number, start: bytes.count, count: spelling.count))
    bytes.append(spelling)
  }

  /// The greatest number of a field with a value; -1 if there is none.
  var maximumField: Int {
    var result = -1
    for i in 0..<valueCount { result = max(result, Int(values[i].field)) }
    return result
  }

  private mutating func append(_ value: Value) {
    if valueCount == valueCapacity {
      let bigger = UnsafeMutablePointer<Value>.allocate(capacity: valueCapacity * 2)
      bigger.update(from: values, count: valueCount)
      values.deallocate()
      values = bigger
      valueCapacity *= 2
    }
    values[valueCount] = value
    valueCount += 1
  }
}
