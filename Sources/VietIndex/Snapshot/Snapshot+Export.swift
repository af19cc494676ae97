internal import VietCore

/// Walks over everything an index holds, for writing it in other formats.
extension Snapshot {
  /// One term over the whole snapshot.
  public struct TermPostings: Sendable {
    public let field: Int
    /// Bytes before the 0x00 of the key.
    public let folded: [UInt8]
    /// Bytes after it.
    public let form: [UInt8]
    /// Documents that nothing deleted, in ascending order of their numbers, and how often each has the term.
    public let postings: [(document: UInt32, frequency: UInt32)]
  }

  /// Calls `body` with every document that nothing deleted, in the order in which they were added.
  /// Complexity: O(documents · log segments).
  public func forEachDocument<E: Error>(_ body: (UInt32) throws(E) -> Void) throws(E) {
    var at = [UInt32](repeating: 0, count: parts.count)
    while true {
      var best = -1
      var least = UInt64.max
      for (i, part) in parts.enumerated() {
        while at[i] < part.segment.documents && !part.isLive(at[i]) { at[i] += 1 }
        guard at[i] < part.segment.documents else { continue }
        let ordinal = part.ordinal(at[i])
        if best < 0 || ordinal < least {
          best = i
          least = ordinal
        }
      }
      guard best >= 0 else { return }
      try body(parts[best].base + at[best])
      at[best] += 1
    }
  }

  /// The length of a text field of a document in positions; 0 if it has none.
  public func length(of document: UInt32, field: Int) -> Int {
    let part = part(of: document)
    return Int(part.segment.lengths(of: field)?[document - part.base] ?? 0)
  }

  /// Calls `body` with each term in the order of fields and keys; terms of deleted documents only are left out.
  /// Complexity: O(postings). Throws `corrupt`; `mismatch` for shards that number their fields differently.
  public func forEachTerm(_ body: (TermPostings) -> Bool) throws(IndexError) {
    guard parts.allSatisfy(\.segment.numbering.isSame) else {
      throw IndexError(.mismatch, "the shards have their fields in different orders (merge them first)")
    }
    let walks = parts.map { TermWalk($0.segment) }
    while true {
      var least: TermWalk?
      for walk in walks where walk.isLive {
        if let found = least { if walk.isBefore(found) { least = walk } } else { least = walk }
      }
      guard let least else {
        for walk in walks where walk.isDamaged {
          throw .corrupt(walk.segment.file, 0, "the dictionary is damaged")
        }
        return
      }
      var postings: [(document: UInt32, frequency: UInt32)] = []
      var same: [TermWalk] = []
      for (i, walk) in walks.enumerated() where walk.isLive && (walk === least || walk.isSame(as: least)) {
        same.append(walk)
        try walk.append(parts[i], to: &postings)
      }
      if !postings.isEmpty {
        let (field, folded, form) = least.split()
        if !body(TermPostings(field: field, folded: folded, form: form, postings: postings)) { return }
      }
      for walk in same { walk.next() }
    }
  }

  /// The documents that nothing deleted of one term, in ascending order of their numbers. Throws `corrupt`.
  public func postings(field: Int, folded: [UInt8], form: [UInt8]) throws(IndexError)
    -> [(document: UInt32, frequency: UInt32)]
  {
    var postings: [(document: UInt32, frequency: UInt32)] = []
    for part in parts {
      guard let start = part.segment.keyPrefix(of: field) else { continue }
      var isDamaged = false
      let list = (start + folded + [0] + form).withUnsafeBytes {
        part.segment.dictionary.find($0, isDamaged: &isDamaged)
      }
      if isDamaged { throw .corrupt(part.segment.file, 0, "the dictionary is damaged") }
      if let list { try Self.append(list, of: part, to: &postings) }
    }
    return postings
  }

  private static func append(
    _ list: PostingList, of part: Part, to postings: inout [(document: UInt32, frequency: UInt32)]
  ) throws(IndexError) {
    let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockSize)
    let sums = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockSize)
    defer {
      docs.deallocate()
      sums.deallocate()
    }
    var block = PostingList.Block()
    for number in 0..<list.blocks {
      guard list.decode(number, into: docs, &block) else {
        throw .corrupt(part.segment.file, 0, "a posting list is damaged")
      }
      list.decodeSums(block, into: sums)
      for i in 0..<block.count where part.isLive(docs[i]) {
        postings.append((part.base + docs[i], i == 0 ? sums[0] &+ 1 : sums[i] &- sums[i - 1]))
      }
    }
  }

  private final class TermWalk {
    let segment: Segment
    private var iterator: TermDictionary.TermIterator
    private(set) var isLive = true

    init(_ segment: Segment) {
      self.segment = segment
      iterator = segment.dictionary.terms()
      next()
    }

    var isDamaged: Bool { iterator.isDamaged }

    func next() { isLive = iterator.next() }

    func isBefore(_ other: TermWalk) -> Bool {
      iterator.withKey { a in other.iterator.withKey { b in TermDictionary.isBefore(a, b) } }
    }

    func isSame(as other: TermWalk) -> Bool {
      iterator.withKey { a in other.iterator.withKey { b in a.elementsEqual(b) } }
    }

    func split() -> (Int, [UInt8], [UInt8]) {
      iterator.withKey { key in
        let end = key.dropFirst().firstIndex(of: 0) ?? key.count
        return (
          Int(key.first ?? 0), [UInt8](key[min(1, key.count)..<end]), [UInt8](key[min(end + 1, key.count)...])
        )
      }
    }

    func append(_ part: Part, to postings: inout [(document: UInt32, frequency: UInt32)]) throws(IndexError) {
      guard let list = iterator.postings else {
        throw .corrupt(segment.file, 0, "a posting list lies outside its section")
      }
      try Snapshot.append(list, of: part, to: &postings)
    }
  }
}
