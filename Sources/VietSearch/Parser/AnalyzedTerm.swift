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

  /// Whether it is a word of several syllables, which stands beside them.
  var isWord: Bool { span > 1 && !folded.contains(TermBatch.runSeparator) }

  /// Marks that were typed count; none were typed where the form code is empty.
  func term(_ field: String, _ isStrict: Bool, _ demandsMarks: Bool) -> QueryTerm {
    let match: QueryTerm.Match = form.isEmpty ? .alike : demandsMarks ? .exact : isStrict ? .adding : .ranked
    return QueryTerm(field: field, folded: folded, form: form, match: match)
  }

  /// The term, or the phrase that a run stands for.
  func query(_ field: String, _ isStrict: Bool, _ demandsMarks: Bool) -> Query {
    guard folded.contains(TermBatch.runSeparator) else { return .term(term(field, isStrict, demandsMarks)) }
    let forms = form.split(separator: TermBatch.runSeparator, omittingEmptySubsequences: false)
    var placed: [Query.Placed] = []
    for (i, part) in folded.split(separator: TermBatch.runSeparator, omittingEmptySubsequences: false)
      .enumerated()
    {
      var one = self
      one.folded = Array(part)
      one.form = i < forms.count ? Array(forms[i]) : []
      placed.append(Query.Placed(one.term(field, isStrict, demandsMarks), at: i))
    }
    return .phrase(placed)
  }
}
