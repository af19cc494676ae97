extension Snapshot {
  /// Opens the last commits of several indexes as one, in the order given. Documents of the same id are all there.
  ///
  /// Fields go by their names. Throws what ``init(_:)`` throws, with the shard's name before that of the file;
  /// `mismatch` where the indexes can't be searched alike.
  public init(shards: [(name: String, storage: any Storage)]) throws(IndexError) {
    var snapshots: [(name: String, snapshot: Snapshot)] = []
    for shard in shards {
      do throws(IndexError) { snapshots.append((shard.name, try Snapshot(shard.storage))) } catch {
        throw IndexError(
          error.code, file: error.file.map { "\(shard.name)/\($0)" } ?? shard.name, offset: error.offset,
          errno: error.errno, error.detail)
      }
    }
    guard var schema = snapshots.first?.snapshot.schema else {
      throw IndexError(.missing, "there is no index here (make one with viet index build)")
    }
    for (name, snapshot) in snapshots { try schema.add(snapshot.schema, of: name) }
    var parts: [Part] = []
    var commit = Commit(generation: 0, documents: 0, deleted: 0, segments: 0, bytes: 0, duplicates: 0)
    var limit = 0
    var ordinals: UInt64 = 0
    for (_, snapshot) in snapshots {
      let numbering = FieldNumbering(snapshot.schema.fields, in: schema)
      var end = ordinals
      for part in snapshot.parts {
        let moved = Part(
          segment: numbering.isSame ? part.segment : Segment(part.segment, numbering),
          base: UInt32(limit) + part.base, deletions: part.deletions,
          ordinalBase: part.ordinalBase &+ ordinals)
        if moved.segment.documents > 0 { end = max(end, moved.ordinal(moved.segment.documents - 1) &+ 1) }
        parts.append(moved)
      }
      ordinals = end
      limit += snapshot.documentLimit
      guard limit <= Int(UInt32.max) else {
        throw IndexError(.tooLarge, "more than 4 billion documents in the shards (search some of them)")
      }
      commit.generation = max(commit.generation, snapshot.commit.generation)
      commit.documents += snapshot.commit.documents
      commit.deleted += snapshot.commit.deleted
      commit.segments += snapshot.commit.segments
      commit.bytes += snapshot.commit.bytes
    }
    self.init(schema: schema, commit: commit, parts: parts, documentLimit: limit)
  }
}

extension Schema {
  /// Adds the fields of `other` that are not there. Throws `mismatch`.
  fileprivate mutating func add(_ other: Schema, of name: String) throws(IndexError) {
    guard other.fingerprint == fingerprint, other.hasPositions == hasPositions else {
      throw IndexError(
        .mismatch, file: name, "the shard has another analyzer, or other positions (rebuild it as the others)"
      )
    }
    for field in other.fields {
      guard let number = number(of: field.name) else {
        guard fields.count < Self.fieldLimit else {
          throw IndexError(.tooLarge, file: name, "more than \(Self.fieldLimit) fields in the shards")
        }
        fields.append(field)
        continue
      }
      guard fields[number].kind == field.kind else {
        throw IndexError(
          .mismatch, file: name,
          "\(field.name) is \(field.kind) here and \(fields[number].kind) in an earlier shard (give a schema)"
        )
      }
    }
  }
}
