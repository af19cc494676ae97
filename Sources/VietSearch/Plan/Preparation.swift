internal import VietCore
internal import VietIndex

/// What a query needs to know of the whole snapshot before any part is walked: lists of its terms and figures of
/// the collection, so that scores do not depend on how the documents are spread over segments.
final class Preparation {
  let snapshot: Snapshot
  private let analyzer: any Analyzing
  private var terms: [QueryTerm: Prepared] = [:]
  private(set) var isDamaged = false

  /// A term over all parts.
  struct Prepared {
    /// For each part, the spellings found.
    var members: [[TermGroup.Member]]
    /// Sum over parts and spellings of the documents that have one.
    var found: Int
    /// Of those, the documents of the spelling typed and its variants.
    var typed: Int
    var field: Int
  }

  init(_ snapshot: Snapshot, _ analyzer: any Analyzing) {
    self.snapshot = snapshot
    self.analyzer = analyzer
  }

  /// The number of a field. Throws `badQuery` if there is none.
  func field(_ name: String) throws(IndexError) -> Int {
    guard let number = snapshot.schema.number(of: name) else {
      let known = snapshot.schema.fields.map(\.name).joined(separator: ", ")
      throw IndexError(.badQuery, "there is no field \(name) (fields are \(known))")
    }
    return number
  }

  /// Documents that have the field, and its average length.
  func figures(_ field: Int) -> (documents: Int, average: Float) {
    var length: UInt64 = 0
    var documents = 0
    for part in snapshot.parts {
      let totals = part.segment.totals(of: field)
      length &+= totals.length
      documents += Int(totals.documents)
    }
    return (documents, documents == 0 ? 1 : Float(Double(length) / Double(documents)))
  }

  /// Looks a term up in all parts.
  func prepare(_ term: QueryTerm) throws(IndexError) -> Prepared {
    if let known = terms[term] { return known }
    let number = try field(term.field)
    var result = Prepared(members: [], found: 0, typed: 0, field: number)
    for part in snapshot.parts {
      var members: [TermGroup.Member] = []
      let own = QueryTerm.Spelling(folded: term.folded, form: term.form)
      switch term.match {
      case .exact: addExactly(own, part, number, &members)
      case .alike: add(own, typesMarks: false, limit: 2, part, number, &members)
      case .ranked, .plain: add(own, typesMarks: true, limit: 2, part, number, &members)
      case .adding: add(own, typesMarks: true, limit: 1, part, number, &members)
      }
      for variant in term.variants {
        if term.match == .exact {
          addExactly(variant, part, number, &members)
        } else {
          add(variant, typesMarks: true, limit: 1, part, number, &members)
        }
      }
      if !term.match.isTiered { for i in members.indices { members[i].tier = 0 } }
      result.found += members.reduce(0) { $0 + $1.list.documents }
      result.typed += members.reduce(0) { $0 + ($1.tier == 0 ? $1.list.documents : 0) }
      result.members.append(members)
    }
    terms[term] = result
    return result
  }

  private func addExactly(
    _ spelling: QueryTerm.Spelling, _ part: Snapshot.Part, _ field: Int, _ members: inout [TermGroup.Member]
  ) {
    guard let start = part.segment.keyPrefix(of: field) else { return }
    let list = (start + spelling.folded + [0] + spelling.form).withUnsafeBytes {
      part.segment.dictionary.find($0, isDamaged: &isDamaged)
    }
    if let list { members.append(TermGroup.Member(list: list, tier: 0)) }
  }

  /// Adds the lists of one folded form up to tier `limit`; where no marks were typed all are of the first tier.
  private func add(
    _ spelling: QueryTerm.Spelling, typesMarks: Bool, limit: UInt8, _ part: Snapshot.Part, _ field: Int,
    _ members: inout [TermGroup.Member]
  ) {
    guard let start = part.segment.keyPrefix(of: field) else { return }
    let prefix = start + spelling.folded + [0]
    eachTerm(part, from: prefix) { key, list in
      let tier: UInt8 = spelling.form.withUnsafeBytes { typed in
        spelling.folded.withUnsafeBytes { folded in
          typesMarks
            ? analyzer.relation(
              of: UnsafeRawBufferPointer(rebasing: key[prefix.count...]), toTyped: typed, folded: folded
            ).rawValue : 0
        }
      }
      if tier <= limit { members.append(TermGroup.Member(list: list, tier: tier)) }
    }
  }

  /// Whether the spelling of `key` has, in the letters of `folded`, all marks of `form`.
  func keepsMarks(_ key: UnsafeRawBufferPointer, of form: [UInt8], _ folded: [UInt8]) -> Bool {
    guard let zero = key.dropFirst().firstIndex(of: 0) else { return false }
    let found = UnsafeRawBufferPointer(rebasing: key[(zero + 1)...].prefix(folded.count))
    return form.withUnsafeBytes { typed in
      folded.withUnsafeBytes { analyzer.relation(of: found, toTyped: typed, folded: $0) } <= .adds
    }
  }

  /// Calls `body` with each key that begins with `prefix`, and its postings.
  func eachTerm(
    _ part: Snapshot.Part, from prefix: [UInt8], _ body: (UnsafeRawBufferPointer, PostingList) -> Void
  ) {
    prefix.withUnsafeBytes { prefix in
      var iterator = part.segment.dictionary.terms(from: prefix)
      while iterator.next() {
        let goesOn = iterator.withKey { key in
          key.count >= prefix.count
            && UnsafeRawBufferPointer(rebasing: key[..<prefix.count]).elementsEqual(prefix)
        }
        if !goesOn { break }
        guard let list = iterator.postings else {
          isDamaged = true
          break
        }
        iterator.withKey { body($0, list) }
      }
      if iterator.isDamaged { isDamaged = true }
    }
  }

  /// Terms whose folded form is near `term`: distance 0, 1, 2 as tiers.
  func prepareFuzzy(_ term: QueryTerm, distance: Int) throws(IndexError) -> Prepared {
    let number = try field(term.field)
    var result = Prepared(members: [], found: 0, typed: 0, field: number)
    var automaton = EditDistance(term.folded, limit: distance)
    for part in snapshot.parts {
      var members: [TermGroup.Member] = []
      var last: [UInt8] = []
      var lastDistance: Int?
      guard let start = part.segment.keyPrefix(of: number) else {
        result.members.append([])
        continue
      }
      eachTerm(part, from: start) { key, list in
        guard let end = key.lastIndex(of: 0), end >= 1 else { return }
        // The form code may hold zero bytes: the folded form ends at the first.
        var stop = 1
        while stop < end && key[stop] != 0 { stop += 1 }
        let folded = UnsafeRawBufferPointer(rebasing: key[1..<stop])
        if !folded.elementsEqual(last) {
          last = [UInt8](folded)
          lastDistance = automaton.distance(to: folded)
        }
        if let lastDistance { members.append(TermGroup.Member(list: list, tier: UInt8(lastDistance))) }
      }
      result.found += members.reduce(0) { $0 + $1.list.documents }
      result.members.append(members)
    }
    return result
  }

  func group(_ prepared: Prepared, part: Int, _ match: QueryTerm.Match, boost: Float) -> TermGroup {
    let figures = figures(prepared.field)
    let segment = snapshot.parts[part].segment
    let idf = Similarity.idf(prepared.found, of: figures.documents)
    let typed = Similarity.typedIDF(prepared.typed, of: figures.documents, folded: idf)
    return TermGroup(
      members: prepared.members[part], weight: boost * idf, isTiered: match.isTiered,
      tiers: TierWeights(match, weight: boost * idf, typed: boost * typed),
      norms: FieldNorms(segment.lengths(of: prepared.field), average: figures.average),
      oldAverage: segment.averageLength(of: prepared.field), average: figures.average)
  }
}
