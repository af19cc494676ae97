internal import VietCore

/// A segment that is written and durable but in no commit yet.
struct PendingSegment: Sendable {
  var number: UInt64
  var length: Int
  var checksum: UInt64
  var documents: UInt32
  /// Documents deleted or replaced since.
  var dead: [UInt32]
  /// How many of them a later document of the same segment replaced.
  var replaced: Int
  /// Whether its ordinals count from the last commit; those of merged segments count from the first.
  var isRelative: Bool
}

/// What a writer and its builders share.
final class WriterShared: Sendable {
  struct State {
    var schema: Schema
    var nextSegment: UInt64
    var pending: [PendingSegment] = []
  }

  let storage: any Storage
  let analyzer: any Analyzing
  let state: Monitor<State>

  init(storage: any Storage, analyzer: any Analyzing, schema: Schema, nextSegment: UInt64) {
    self.storage = storage
    self.analyzer = analyzer
    state = Monitor(State(schema: schema, nextSegment: nextSegment))
  }

  func takeSegmentNumber() -> UInt64 {
    state.update {
      $0.nextSegment += 1
      return $0.nextSegment - 1
    }
  }

  /// The number of a field, which is added if there is none of that name.
  func field(_ field: Schema.Field) throws(IndexError) -> Int {
    let result: Result<Int, IndexError> = state.update { state in
      if let number = state.schema.number(of: field.name) {
        guard state.schema.fields[number].kind == field.kind else {
          return .failure(
            IndexError(
              .mismatch,
              "field \(field.name) is \(state.schema.fields[number].kind), not \(field.kind) (use another name)"
            )
          )
        }
        return .success(number)
      }
      guard state.schema.fields.count < Schema.fieldLimit else {
        return .failure(
          IndexError(.tooLarge, "more than \(Schema.fieldLimit) fields (name those wanted with --fields)"))
      }
      state.schema.fields.append(field)
      return .success(state.schema.fields.count - 1)
    }
    return try result.get()
  }
}
