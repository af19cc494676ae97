internal import CVietData
internal import VietCore

/// The weights of the word segmenter. Immutable; copies share the bytes.
///
/// A file of one kind, little-endian:
///
/// | bytes | is |
/// |---|---|
/// | 0–7 | magic `VIETMODL` |
/// | 8–11 | kind: 1 word segmentation |
/// | 12–15 | version of this layout |
/// | 16–23 | length of the file |
/// | 24–31 | checksum of all that follows (``ModelChecksum``) |
/// | 32–39 | checksum of the word table that it was trained with |
/// | 40–43 | slot bits *b* |
/// | 44–47 | scale: the IEEE 754 bits of what one unit of weight is worth, in natural log odds |
/// | 48–51 | length of the description |
/// | 52–63 | zero |
/// | 64– | description in UTF-8, then zeros up to the next multiple of 64 |
/// | … | 2^*b* signed bytes: the weights |
public struct WordModel: Sendable {
  package enum Layout {
    package static let magic: UInt64 = 0x4C44_4F4D_5445_4956  // "VIETMODL"
    package static let kind: UInt32 = 1
    package static let version: UInt32 = 3
    package static let header = 64
  }

  /// What the model says about itself: lines of `name: value` — version, licence, sources, figures.
  public let description: String
  /// What one unit of weight is worth, in natural log odds.
  package let scale: Float
  /// ``ModelChecksum`` of the file after the first 32 bytes.
  public let checksum: UInt64
  /// The scores of words as far as lists and capitals decide them.
  let spanScores: SpanScores
  private let storage: ModelBytes
  private let weightOffset: Int

  /// The weights; valid while the model lives.
  @inline(__always)
  var weights: UnsafePointer<Int8> {
    (storage.base + weightOffset).assumingMemoryBound(to: Int8.self)
  }

  /// The model in the binary.
  public static let builtIn: WordModel = {
    let blob = viet_data_segment()
    do throws(ModelError) {
      return try WordModel(
        ModelBytes(borrowing: UnsafeRawBufferPointer(start: blob.bytes, count: blob.count)))
    } catch { preconditionFailure("the embedded word model can't be used: \(error.detail) (run make model)") }
  }()

  /// Reads a model file. Complexity: O(*n*).
  /// - Throws: where the bytes are not a whole, sound model of this kind and version, made for this build's word table.
  public init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
    try self.init(ModelBytes(copying: bytes))
  }

  private init(_ storage: ModelBytes) throws(ModelError) {
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
        .otherKind, "a model of kind \(word(8)), not one for word segmentation (kind \(Layout.kind))")
    }
    guard word(12) == Layout.version else {
      throw ModelError(
        .otherVersion, "format version \(word(12)), this build reads \(Layout.version) (train it again)")
    }
    guard long(16) == UInt64(bytes.count) else {
      throw ModelError(.damaged, "\(bytes.count) bytes long instead of \(long(16)) (fetch or train it again)")
    }
    let sum = ModelChecksum.of(UnsafeRawBufferPointer(rebasing: bytes[32...]))
    guard sum == long(24) else {
      throw ModelError(.damaged, "the checksum is not that of the content (fetch or train it again)")
    }
    guard long(32) == WordTable.builtIn.checksum else {
      throw ModelError(.otherLexicon, "trained with another word table than this build's (train it again)")
    }
    let bits = Int(word(40))
    let length = Int(word(48))
    let offset = (Layout.header + length + 63) & ~63
    guard bits == WordFeatures.slotBits, offset + 1 << bits == bytes.count else {
      throw ModelError(.damaged, "its sections don't fit its length (fetch or train it again)")
    }
    description = String(decoding: bytes[Layout.header..<Layout.header + length], as: UTF8.self)
    scale = Float(bitPattern: word(44))
    checksum = sum
    weightOffset = offset
    self.storage = storage
    spanScores = SpanScores((storage.base + offset).assumingMemoryBound(to: Int8.self))
  }

  /// The bytes of a model file.
  package static func file(weights: [Int8], scale: Float, description: String) -> [UInt8] {
    precondition(weights.count == 1 << WordFeatures.slotBits, "a weight for each slot")
    func little(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
    let text = Array(description.utf8)
    var rest =
      little(WordTable.builtIn.checksum) + little(UInt32(WordFeatures.slotBits)) + little(scale.bitPattern)
      + little(UInt32(text.count)) + [UInt8](repeating: 0, count: 12) + text
    rest += [UInt8](repeating: 0, count: (64 - (rest.count + 32) % 64) % 64)
    rest += weights.map { UInt8(bitPattern: $0) }
    let checksum = rest.withUnsafeBytes { ModelChecksum.of($0) }
    return little(Layout.magic) + little(Layout.kind) + little(Layout.version)
      + little(UInt64(rest.count + 32))
      + little(checksum) + rest
  }
}
