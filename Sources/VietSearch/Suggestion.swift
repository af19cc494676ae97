public import VietCore
public import VietIndex

/// A word of a query that the index does not have, and the nearest that it has.
public struct Correction: Hashable, Sendable {
  /// Bytes of the query.
  public let range: UTF8Range<Original>
  /// The key of the word to put there: its bytes before the 0x00, and those after it.
  public let folded: [UInt8]
  public let form: [UInt8]
}

extension Searcher {
  /// Words of `text` that occur in none of `fields`, by default all text fields, each with the nearest word that does:
  /// of those at the least distance, at most 2, the one in most documents, in its most frequent spelling.
  ///
  /// Complexity: O(distinct terms) for each word that is not there. Throws `corrupt`, `badQuery`.
  public func corrections(of text: String, fields: [String]? = nil) throws(IndexError) -> [Correction] {
    let schema = snapshot.schema
    let names = fields ?? schema.fields.filter { $0.kind == .text }.map(\.name)
    let known = Set(schema.fields.map(\.name) + ["id"])
    var parser = QuerySyntaxParser(Array(text.utf8)) { known.contains(String(decoding: $0, as: UTF8.self)) }
    let preparation = Preparation(snapshot, analyzer)
    var result: [Correction] = []
    for word in Self.words(parser.parse()) where word.bytes.count == word.range.count {
      var batch = TermBatch()
      word.bytes.withUnsafeBytes { analyzer.analyze($0, for: .query, into: &batch) }
      for i in 0..<batch.count where batch.entries[i].span == 1 {
        let term = AnalyzedTerm(batch.entries[i], in: batch)
        // Variants and synonyms stand at the place of what was typed.
        guard !term.isRun, i == 0 || batch.entries[i].position != batch.entries[i - 1].position else {
          continue
        }
        let start = word.range.lowerBound + Int(batch.entries[i].start)
        let end = word.range.lowerBound + Int(batch.entries[i].end)
        guard let (folded, form) = try preparation.nearest(to: term.folded, in: names) else { continue }
        result.append(Correction(range: UTF8Range(start, end), folded: folded, form: form))
      }
    }
    if preparation.isDamaged { throw Self.damage() }
    return result
  }

  /// The words that a query looks for, without those of phrases, ranges and named fields.
  private static func words(_ syntax: QuerySyntax) -> [QuerySyntax.Text] {
    switch syntax {
    case .word(let text): [text]
    case .boosted(let inner, _): words(inner)
    case .clauses(let clauses): clauses.filter { $0.occurrence != .mustNot }.flatMap { words($0.syntax) }
    case .quoted, .prefix, .fuzzy, .range, .everything, .field: []
    }
  }
}

extension Preparation {
  /// The key nearest to `word` in the fields; nothing where the word itself is there or no other is near.
  fileprivate func nearest(to word: [UInt8], in fields: [String]) throws(IndexError)
    -> (folded: [UInt8], form: [UInt8])?
  {
    for name in fields {
      let prepared = try prepare(QueryTerm(field: name, folded: word))
      if prepared.found > 0 { return nil }
    }
    let limit = word.count < 4 ? 1 : 2
    var measure = EditDistance(word, limit: limit)
    /// Documents of each spelling of the words at the least distance so far.
    var found: [[UInt8]: [[UInt8]: Int]] = [:]
    var least = limit
    for name in fields {
      let number = try field(name)
      for part in snapshot.parts {
        guard let start = part.segment.keyPrefix(of: number) else { continue }
        eachTerm(part, from: start) { key, list in
          guard let stop = key.dropFirst().firstIndex(of: 0) else { return }
          let folded = UnsafeRawBufferPointer(rebasing: key[1..<stop])
          // Words of several syllables are no correction of one.
          guard !folded.contains(0x20), let distance = measure.distance(to: folded), distance <= least else {
            return
          }
          if distance < least {
            least = distance
            found = [:]
          }
          found[[UInt8](folded), default: [:]][[UInt8](key[(stop + 1)...]), default: 0] += list.documents
        }
      }
    }
    func total(_ forms: [[UInt8]: Int]) -> Int { forms.values.reduce(0, +) }
    // Of equal counts the first in the order of bytes, so that the answer does not depend on hashing.
    let best = found.max {
      (total($0.value), $1.key) < (total($1.value), $0.key)
    }
    guard let best, let form = best.value.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
      return nil
    }
    return (best.key, form.key)
  }
}

private func < (a: (Int, [UInt8]), b: (Int, [UInt8])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1)
}
