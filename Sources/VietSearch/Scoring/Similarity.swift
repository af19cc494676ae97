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
  /// the tiers apart whatever frequencies and lengths are: other marks give less than 0.05, added marks
  /// 0.05...0.1, the typed spelling 0.1...1.1 (the constant part is the δ of BM25+, Lv and Zhai 2011). A larger
  /// constant part would drown the frequencies: at 0.5 questions find their paragraphs 0.01 MRR later.
  static let tierBase: (Float, Float, Float) = (0.1, 0.05, 0)
  static let tierSlope: (Float, Float, Float) = (1, 0.05, 0.05)

  /// Constant part and factor of a tier.
  @inline(__always)
  static func tier(_ tier: UInt8) -> (base: Float, slope: Float) {
    switch tier {
    case 0: (tierBase.0, tierSlope.0)
    case 1: (tierBase.1, tierSlope.1)
    default: (tierBase.2, tierSlope.2)
    }
  }
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
}
