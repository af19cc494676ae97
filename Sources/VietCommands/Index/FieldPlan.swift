internal import VietCore
internal import VietIndex

/// What happens to the fields of records on their way into an index; shared by all threads of a build.
///
/// Fields that nobody named are added when they first come: strings as text, numbers as numbers, `true` and `false`
/// as keywords. Adding one needs the writer alone, so threads pass a gate for each document.
final class FieldPlan: @unchecked Sendable {
  enum Action: Equatable {
    case leaveOut
    case id
    case text(Int)
    case number(Int)
    case date(Int)
  }

  private struct Gate {
    var inside = 0
    var isClosed = false
  }

  /// Used by one thread at a time: with the gate closed, or where there is no other thread.
  private(set) var writer: IndexWriter
  let settings: IndexSettings
  /// Which field is the id; nothing where records have none.
  let idName: [UInt8]
  private let gate = Monitor(Gate())
  private var isFixed: Bool

  /// `isFixed`: the schema was given, and what it does not name is left out.
  init(_ writer: consuming IndexWriter, settings: IndexSettings, isFixed: Bool) {
    self.writer = writer
    self.settings = settings
    idName = Array((settings.id ?? IndexSettings.defaultID).utf8)
    self.isFixed = isFixed
  }

  func enter() { gate.wait { state in state.isClosed ? nil : (state.inside += 1) } }
  func leave() { gate.update { state in state.inside -= 1 } }

  /// Runs `body` with the writer when no thread is inside.
  func alone<R>(_ body: (inout IndexWriter) throws(IndexError) -> R) throws(IndexError) -> R {
    gate.wait { state in state.isClosed ? nil : (state.isClosed = true) }
    gate.wait { state in state.inside > 0 ? nil : () }
    defer { gate.update { state in state.isClosed = false } }
    return try body(&writer)
  }

  /// What to do with the field `name` whose first value has this kind. Call it outside the gate.
  func action(for name: UnsafeRawBufferPointer, _ kind: JSONScanner.Kind) throws(IndexError) -> Action? {
    if name.elementsEqual(idName) { return .id }
    let text = String(decoding: name, as: UTF8.self)
    guard settings.takes(text) else { return .leaveOut }
    let wanted: Schema.Kind
    switch kind {
    case .string: wanted = .text
    case .number: wanted = .number
    case .bool: wanted = .keyword
    case .array: wanted = .text
    // Says nothing about the field yet.
    case .null, .object: return nil
    }
    return try alone { writer throws(IndexError) in
      if let number = writer.schema.number(of: text) {
        return Self.action(number, writer.schema.fields[number].kind)
      }
      if isFixed { return .leaveOut }
      let number = try writer.field(Schema.Field(text, wanted, isStored: settings.stores(text)))
      return Self.action(number, wanted)
    }
  }

  private static func action(_ number: Int, _ kind: Schema.Kind) -> Action {
    switch kind {
    case .text, .keyword: .text(number)
    case .number: .number(number)
    case .date: .date(number)
    }
  }

  /// Commits, and merges what is due.
  func commit() throws(IndexError) -> Commit {
    try alone { writer throws(IndexError) in try writer.settle() }
  }

  func makeBuilder() throws(IndexError) -> SegmentBuilder {
    try alone { writer throws(IndexError) in writer.makeBuilder() }
  }
}
