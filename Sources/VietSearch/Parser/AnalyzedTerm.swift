internal import VietCore

/// One term of an analysed query, copied out of its batch.
struct AnalyzedTerm {
  var folded: [UInt8]
  var form: [UInt8]
  var position: Int
  var span: Int

  init(_ entry: TermBatch.Entry, in batch: borrowing TermBatch) {
    let start = batch.keys.base + Int(entry.keyStart)
    folded = Array(UnsafeBufferPointer(start: start, count: Int(entry.foldedLength)))
    form = Array(
      UnsafeBufferPointer(start: start + Int(entry.foldedLength) + 1, count: Int(entry.formLength)))
    position = Int(entry.position)
    span = Int(entry.span)
  }

  /// Whether it stands for several terms in a row.
  var isRun: Bool { folded.contains(TermBatch.runSeparator) }

  /// Whether it is a word of several syllables, which stands beside them.
  var isWord: Bool { span > 1 && !isRun }

  /// Marks that were typed count; none were typed where the form code is empty.
  func term(_ field: String, _ way: MarkReading) -> QueryTerm {
    let match: QueryTerm.Match =
      if form.isEmpty { way == .written ? .plain : .alike } else {
        switch way {
        case .exact: .exact
        case .strict: .adding
        case .lenient, .written: .ranked
        }
      }
    return QueryTerm(field: field, folded: folded, form: form, match: match)
  }

  /// The term, or the phrase that a run stands for.
  func query(_ field: String, _ way: MarkReading) -> Query {
    guard isRun else { return .term(term(field, way)) }
    let forms = form.split(separator: TermBatch.runSeparator, omittingEmptySubsequences: false)
    var placed: [Query.Placed] = []
    for (i, part) in folded.split(separator: TermBatch.runSeparator, omittingEmptySubsequences: false)
      .enumerated()
    {
      var one = self
      one.folded = Array(part)
      one.form = i < forms.count ? Array(forms[i]) : []
      placed.append(Query.Placed(one.term(field, way), at: i))
    }
    return .phrase(placed)
  }
}

/// How the marks of a query, and their absence, are taken.
enum MarkReading {
  /// A word with marks finds other spellings, too; one without finds all alike.
  case lenient
  /// As lenient, in a text most of whose words have marks: one without may be meant so.
  case written
  /// Marks that were typed are demanded, others may come to them.
  case strict
  /// A word with marks is that spelling alone.
  case exact
}
