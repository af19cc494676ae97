/// The walk over one segment's terms of one field.
final class TermWalk {
  private(set) var iterator: TermDictionary.TermIterator
  let source: MergeSource
  let field: UInt8
  /// Whether there is a term.
  private(set) var isLive = true
  let cursor = MergeCursor()

  init(_ source: MergeSource, field: Int) throws(IndexError) {
    self.source = source
    self.field = UInt8(field)
    var prefix = UInt8(field)
    iterator = withUnsafeBytes(of: &prefix) { source.segment.dictionary.terms(from: $0) }
    try next()
  }

  func next() throws(IndexError) {
    let field = field
    isLive = iterator.next() && iterator.withKey { $0.first == field }
    if iterator.isDamaged {
      throw .corrupt(
        source.segment.file, source.segment.dictionary.blocks.baseAddress! - source.segment.mapped.base,
        "the dictionary is damaged")
    }
  }

  /// The order of the keys without the number of the field.
  func compare(_ other: TermWalk) -> Int {
    iterator.withKey { a in other.iterator.withKey { b in TermDictionary.compare(a, b, from: 1) } }
  }
}
