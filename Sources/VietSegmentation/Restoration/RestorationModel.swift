internal import CVietData
internal import VietCore
package import VietOrthography

/// A language model over syllables that knows which marks a bare syllable may bear. Immutable; copies share the bytes.
///
/// A modified Kneser-Ney trigram model (Chen & Goodman 1999), pruned and quantised. Costs are negative natural logarithms in
/// steps of a sixteenth. A file of one kind, little-endian, used as it lies:
///
/// | bytes | is |
/// |---|---|
/// | 0–7 | magic `VIETMODL` |
/// | 8–11 | kind: 2 restoration |
/// | 12–15 | version of this layout |
/// | 16–23 | length of the file |
/// | 24–31 | checksum of all that follows (``ModelChecksum``) |
/// | 32–35 | tokens *t* |
/// | 36–39 | *s*: the look-up of tokens has 2^*s* slots |
/// | 40–43, 44–47 | buckets of the bigrams *b*, of the trigrams *c* (``RowBuckets``, three and two planes) |
/// | 48–51 | length of the description |
/// | 52–63 | zero |
/// | 64–127 | 16 weights of backing off from two tokens, then 16 corrections of trigrams: signed 16 bits, in steps |
/// | 128– | description in UTF-8, then zeros up to the next multiple of 64; so after every section |
/// | … | *t* × 12 bytes: pattern of marks (32 bits, the highest: of a syllable), then five bytes as ``Token`` names them |
/// | … | 2^*s* × 4 bytes tags of tokens, 2^*s* × 2 bytes tokens (0: empty) |
/// | … | 96 *b* bytes, 64 *c* bytes |
public struct RestorationModel: Sendable {
  package enum Layout {
    package static let magic: UInt64 = 0x4C44_4F4D_5445_4956  // "VIETMODL"
    package static let kind: UInt32 = 2
    package static let version: UInt32 = 1
    package static let header = 128
    package static let tokenBytes = 12
    /// Steps of cost to a unit of natural logarithm.
    package static let steps: Float = 16

    package static func padded(_ count: Int) -> Int { (count + 63) & ~63 }
  }

  /// Tokens that stand for kinds of units; spelled ones follow.
  package enum Special {
    package static let boundary: UInt16 = 0
    package static let unknown: UInt16 = 1
    package static let number: UInt16 = 2
    package static let address: UInt16 = 3
    package static let other: UInt16 = 4
    package static let count = 5
  }

  /// What the model says about itself: lines of `name: value` — version, licence, sources, figures.
  public let description: String
  private let storage: ModelBytes
  let tokenCount: Int
  private let tokenOffset: Int
  private let slotBits: Int
  private let tagOffset: Int
  private let idOffset: Int
  let bigrams: RowBuckets
  let trigrams: RowBuckets

  /// The model in the binary. Complexity: O(1), nothing is read ahead.
  public static let builtIn: RestorationModel = {
    let blob = viet_data_restore()
    do throws(ModelError) {
      return try RestorationModel(
        ModelBytes(borrowing: UnsafeRawBufferPointer(start: blob.bytes, count: blob.count)), isTrusted: true)
    } catch {
      preconditionFailure("the embedded model can't be used: \(error.detail) (run make model-restore)")
    }
  }()

  /// Reads a model file. Complexity: O(*n*).
  /// - Throws: where the bytes are not a whole, sound model of this kind and version.
  public init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
    try self.init(ModelBytes(copying: bytes), isTrusted: false)
  }

  private init(_ storage: ModelBytes, isTrusted: Bool) throws(ModelError) {
    let bytes = UnsafeRawBufferPointer(start: storage.base, count: storage.count)
    func word(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func long(_ offset: Int) -> UInt64 { UInt64(word(offset)) | UInt64(word(offset + 4)) << 32 }
    guard bytes.count >= 8, long(0) == Layout.magic else {
      throw ModelError(.notAModel, "not a model file (train one with viet model train)")
    }
    guard bytes.count >= Layout.header else {
      throw ModelError(.damaged, "cut short after \(bytes.count) bytes (fetch or train it again)")
    }
    guard word(8) == Layout.kind else {
      throw ModelError(
        .otherKind, "a model of kind \(word(8)), not one for restoration (kind \(Layout.kind))")
    }
    guard word(12) == Layout.version else {
      throw ModelError(
        .otherVersion, "format version \(word(12)), this build reads \(Layout.version) (train it again)")
    }
    guard long(16) == UInt64(bytes.count) else {
      throw ModelError(.damaged, "\(bytes.count) bytes long instead of \(long(16)) (fetch or train it again)")
    }
    if !isTrusted {
      guard ModelChecksum.of(UnsafeRawBufferPointer(rebasing: bytes[32...])) == long(24) else {
        throw ModelError(.damaged, "the checksum is not that of the content (fetch or train it again)")
      }
    }
    tokenCount = Int(word(32))
    slotBits = Int(word(36))
    let (bigramBuckets, trigramBuckets) = (Int(word(40)), Int(word(44)))
    let length = Int(word(48))
    let fits =
      tokenCount >= Special.count && tokenCount <= 0xFFFF && slotBits <= 20 && bigramBuckets > 0
      && trigramBuckets > 0 && bigramBuckets < 1 << 24 && trigramBuckets < 1 << 24 && length < 1 << 24
    tokenOffset = Layout.padded(Layout.header + length)
    tagOffset = tokenOffset + Layout.padded(tokenCount * Layout.tokenBytes)
    idOffset = tagOffset + Layout.padded(4 << (slotBits & 31))
    let bigramOffset = idOffset + Layout.padded(2 << (slotBits & 31))
    let trigramOffset = bigramOffset + Layout.padded(bigramBuckets * 3 * RowBuckets.width)
    guard fits, trigramOffset + trigramBuckets * 2 * RowBuckets.width == bytes.count else {
      throw ModelError(.damaged, "its sections don't fit its length (fetch or train it again)")
    }
    description = String(decoding: bytes[Layout.header..<Layout.header + length], as: UTF8.self)
    bigrams = RowBuckets(storage.base + bigramOffset, buckets: bigramBuckets)
    trigrams = RowBuckets(storage.base + trigramOffset, buckets: trigramBuckets)
    self.storage = storage
    if !isTrusted {
      for i in 0..<tokenCount {
        let count = Int(token(i).count)
        guard count >= 1, count <= RestorationModel.mostCandidates, i + count <= tokenCount else {
          throw ModelError(.damaged, "token \(i) has impossible candidates (fetch or train it again)")
        }
      }
    }
  }

  /// A group has at most so many candidates.
  package static let mostCandidates = 16

  /// ``ModelChecksum`` of the file after the first 32 bytes. Complexity: O(1) for a whole model.
  public var checksum: UInt64 {
    UInt64(littleEndian: storage.base.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
  }

  /// One token. Those of one bare syllable follow each other, the commonest first: a group, named by its first.
  package struct Token {
    package var pattern: MarkPattern
    /// Whether its group is that of a bare syllable.
    package var isSpelled: Bool
    /// Cost by itself.
    package var cost: UInt8
    /// Cost of backing off from it alone.
    package var backoff: UInt8
    /// Tokens of its group, at the first of them; else 1.
    package var count: UInt8
    /// Cost of a capital at its start within a sentence, and of none.
    package var titleCost: UInt8
    package var lowerCost: UInt8

    package init(
      pattern: MarkPattern, isSpelled: Bool, cost: UInt8, backoff: UInt8, count: UInt8, titleCost: UInt8,
      lowerCost: UInt8
    ) {
      self.pattern = pattern
      self.isSpelled = isSpelled
      self.cost = cost
      self.backoff = backoff
      self.count = count
      self.titleCost = titleCost
      self.lowerCost = lowerCost
    }
  }

  @inline(__always)
  package func token(_ id: Int) -> Token {
    let row = storage.base + tokenOffset + id &* Layout.tokenBytes
    let marks = UInt32(littleEndian: row.load(as: UInt32.self))
    return Token(
      pattern: MarkPattern(rawValue: marks & 0x7FFF_FFFF), isSpelled: marks >> 31 != 0,
      cost: row.load(fromByteOffset: 4, as: UInt8.self), backoff: row.load(fromByteOffset: 5, as: UInt8.self),
      count: row.load(fromByteOffset: 6, as: UInt8.self),
      titleCost: row.load(fromByteOffset: 7, as: UInt8.self),
      lowerCost: row.load(fromByteOffset: 8, as: UInt8.self))
  }

  /// The token of a spelling by its hash: the first of a group for a bare syllable. `nil` if there is none.
  @inline(__always)
  func find(_ hash: UInt64) -> UInt16? {
    let mask = 1 &<< slotBits &- 1
    let tag = Self.tag(hash)
    var place = Self.place(hash) & mask
    var looks = 0
    while looks <= mask {
      let id = UInt16(
        littleEndian: storage.base.load(fromByteOffset: idOffset &+ 2 &* place, as: UInt16.self))
      if id == 0 { return nil }
      if storage.base.load(fromByteOffset: tagOffset &+ 4 &* place, as: UInt32.self) == tag.littleEndian {
        return Int(id) < tokenCount ? id : nil
      }
      place = (place &+ 1) & mask
      looks &+= 1
    }
    return nil
  }

  @inline(__always)
  package static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) }
  @inline(__always)
  package static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash & 0xFFFF_FFFF) }

  /// Step costs of the four-bit codes: of backing off, and of trigrams.
  private var codebook: UnsafePointer<Int16> { (storage.base + 64).assumingMemoryBound(to: Int16.self) }

  /// Steps of a code: 0 to 15 of backing off, 16 to 31 of correcting a trigram.
  func step(ofCode code: Int) -> Int32 { Int32(Int16(littleEndian: codebook[code & 31])) }
}

extension RestorationModel.Special {
  /// The token of a unit whose spelling says nothing; `nil` for the others.
  package static func kind(of unit: TextUnit) -> UInt16? {
    switch UnitGroup(unit) {
    case .number: number
    case .address: address
    case .other: other
    case .word, .mark, .abbreviation: nil
    }
  }
}
