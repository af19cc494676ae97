/// What one step of the search works with: a row of sixteen costs for each candidate before, one cost for each candidate.
///
/// Rows are written cost by cost and read four at a time; what lies behind the candidates of a site costs ``never``.
struct RestorationBoard: ~Copyable {
  typealias Four = SIMD4<Int32>

  /// Dearer than any way, and far enough from the ends of the range to be added up and packed.
  static let never: Int32 = 1 << 24
  /// Bits below a packed cost: which state it comes from.
  static let packing: Int32 = 4
  static let neverPacked = never &<< packing

  private static let width = RestorationModel.mostCandidates
  /// Costs of 32 bits.
  private static let room = 2 * width * width + 3 * width + 32 + RestorationSearch.beam * width

  private let base: UnsafeMutablePointer<Int32>
  /// By candidate before and candidate: cost of the one behind the other, without what the token before that says.
  let pairs: UnsafeMutablePointer<Int32>
  /// By the same: the cheapest way to the pair, packed with the state that it comes from.
  let cheapest: UnsafeMutablePointer<Int32>
  /// By candidate: what it costs wherever it stands, and that with its cost by itself.
  let own: UnsafeMutablePointer<Int32>
  let alone: UnsafeMutablePointer<Int32>
  /// By candidate; all 0 between two looks into the trigrams.
  let corrections: UnsafeMutablePointer<Int32>
  /// Steps of the codes of backing off, then of corrections.
  let codes: UnsafeMutablePointer<Int32>
  /// By state before and candidate.
  let costs: UnsafeMutablePointer<Int32>
  /// By candidate before and candidate: codes of backing off from the pair; 255 where the pair has no entry.
  let backoffs: UnsafeMutablePointer<UInt8>
  /// By state before: where its trigrams lie; by candidate before: where its bigrams do.
  let trigramRows: UnsafeMutablePointer<RowBuckets.Row>
  let bigramRows: UnsafeMutablePointer<RowBuckets.Row>
  /// What is kept of the pairs: packed costs, and candidate before and candidate in four bits each.
  let kept: UnsafeMutablePointer<Int32>
  let keptPlaces: UnsafeMutablePointer<UInt8>

  init() {
    let squared = Self.width * Self.width
    let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.room * 4, alignment: 64)
    base = memory.initializeMemory(as: Int32.self, repeating: 0, count: Self.room)
    pairs = base
    cheapest = pairs + squared
    own = cheapest + squared
    alone = own + Self.width
    corrections = alone + Self.width
    codes = corrections + Self.width
    costs = codes + 32
    backoffs = .allocate(capacity: squared)
    backoffs.initialize(repeating: 255, count: squared)
    trigramRows = .allocate(capacity: RestorationSearch.beam)
    bigramRows = .allocate(capacity: Self.width)
    kept = .allocate(capacity: squared + 1)
    keptPlaces = .allocate(capacity: squared + 1)
  }

  deinit {
    base.deallocate()
    backoffs.deallocate()
    trigramRows.deallocate()
    bigramRows.deallocate()
    kept.deallocate()
    keptPlaces.deallocate()
  }

  /// The four costs of `row` that start at `place`, a multiple of four.
  @inline(__always)
  static func four(_ row: UnsafeMutablePointer<Int32>, _ place: Int) -> Four {
    UnsafeRawPointer(row + place).load(as: Four.self)
  }

  @inline(__always)
  static func store(_ four: Four, _ row: UnsafeMutablePointer<Int32>, _ place: Int) {
    UnsafeMutableRawPointer(row + place).storeBytes(of: four, as: Four.self)
  }

  /// Whether one of the four is `limit` or less.
  @inline(__always)
  static func isAny(_ four: Four, upTo limit: Int32) -> Bool {
    let found = unsafeBitCast(four .<= Four(repeating: limit), to: SIMD2<UInt64>.self)
    return found[0] | found[1] != 0
  }

  /// The smaller of each two.
  @inline(__always)
  static func least(_ a: Four, _ b: Four) -> Four { a.replacing(with: b, where: b .< a) }
}
