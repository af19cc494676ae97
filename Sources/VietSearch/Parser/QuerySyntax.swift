internal import VietCore

/// A query as it was written: the grammar's tree, before fields and analysis are looked at.
indirect enum QuerySyntax: Equatable {
  /// A word, escapes resolved.
  case word(Text)
  /// `"…"`, with `~slop`.
  case quoted(Text, slop: Int)
  /// `word*`.
  case prefix(Text)
  /// `word~1`.
  case fuzzy(Text, distance: Int)
  /// `[low TO high]`, `{…}` for bounds that do not count, `>=` and its kin; a bound of nothing is open.
  case range(low: Text?, high: Text?, includesLow: Bool, includesHigh: Bool, UTF8Range<Original>)
  /// `*`.
  case everything
  /// `field:` before one of the others.
  case field(Text, QuerySyntax)
  case boosted(QuerySyntax, Float)
  /// Clauses side by side, or joined by AND.
  case clauses([Clause])

  /// Bytes of the query text, with what they say.
  struct Text: Equatable {
    var bytes: [UInt8]
    var range: UTF8Range<Original>
  }

  enum Occurrence { case should, must, mustNot }

  struct Clause: Equatable {
    var occurrence: Occurrence
    var syntax: QuerySyntax
  }
}
