internal import VietIndex

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// BM25 (Robertson et al. 1994; k1 1.2, b 0.75) as all parts of a snapshot share it.
enum Similarity {
  /// Rarity of a term that `found` of `documents` documents have: ln(1 + (N - n + ½) / (n + ½)).
  static func idf(_ found: Int, of documents: Int) -> Float {
    let n = Double(min(found, documents))
    return Float(log(1 + (Double(documents) - n + 0.5) / (n + 0.5)))
  }

  /// What a spelling adds at least, in parts of the idf, when the query typed marks. With ``tierSlope`` it keeps
  /// the tiers apart whatever frequencies and lengths are: other marks give less than 0.015, added marks
  /// 0.015...0.03, the typed spelling 0.03 and more (the constant part is the δ of BM25+, Lv and Zhai 2011). A larger
  /// constant part would drown the frequencies: long questions lose by it (`Benchmarks/Record/retrieval.md`).
  static let tierBase: (Float, Float, Float) = (0.03, 0.015, 0)
  static let tierSlope: (Float, Float, Float) = (1, 0.015, 0.015)

  /// How much of what a spelling is rarer than its folded form is added to the weight of the spelling typed: of
  /// `bạn`, which few of the many texts with a `ban` have, it is much. All of it would be BM25 over exact spellings.
  static let rarityShare: Float = 0.5

  /// The weight of the spelling typed, which `typed` of `documents` documents have; `idf` is that of the folded form.
  static func typedIDF(_ typed: Int, of documents: Int, folded idf: Float) -> Float {
    guard typed > 0 else { return idf }
    return idf + rarityShare * max(0, self.idf(typed, of: documents) - idf)
  }

  /// What two words side by side count, and three in a row beside their pairs, in parts of the sum of their weights.
  static let neighbourShare: Float = 0.3

  /// What other spellings of a word count that has no marks in a query that has them elsewhere: it may be meant as it
  /// stands, or typed carelessly.
  static let shareOfOthers: Float = 0.5
}

/// Lengths of one field in one part, with the constants of the snapshot.
struct FieldNorms {
  let lengths: FieldLengths?
  /// K of a document without length.
  private let constant: Float
  private let slope: Float
  private let usual: Float

  init(_ lengths: FieldLengths?, average: Float) {
    self.lengths = lengths
    constant = Impact.k1 * (1 - Impact.b)
    slope = Impact.k1 * Impact.b / max(average, .leastNormalMagnitude)
    usual = Impact.k1
  }

  /// The K of a document in tf / (tf + K).
  @inline(__always)
  func saturation(_ doc: UInt32) -> Float {
    guard let lengths else { return usual }
    return constant + slope * Float(lengths[doc])
  }

  /// Writes the K of each document to `out`.
  @inline(__always)
  func saturations(_ docs: UnsafePointer<UInt32>, count: Int, into out: UnsafeMutablePointer<Float>) {
    let constant = constant
    let slope = slope
    guard let lengths else {
      for i in 0..<count { out[i] = usual }
      return
    }
    if lengths.isWide {
      for i in 0..<count { out[i] = constant + slope * Float(lengths[docs[i]]) }
    } else {
      let base = lengths.base
      for i in 0..<count {
        let length = UInt16(
          littleEndian: base.loadUnaligned(fromByteOffset: Int(docs[i]) &* 2, as: UInt16.self))
        out[i] = constant + slope * Float(length)
      }
    }
  }
}
