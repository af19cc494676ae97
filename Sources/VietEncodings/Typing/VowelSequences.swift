/// The runs of vowels that a Vietnamese syllable can have while it is typed: complete ones, and those that
/// still lack a mark.
enum VowelSequences {
  private static let spellings = """
    a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo eu êu ia ie iê iu oa oă oe oi ôi ơi oo ua uă uâ ue uê ui ưi uo uô uơ \
    ưo ươ uu ưu uy ưa ya ye yê iêu ieu oai oao oay oeo uay uây uôi uoi uơi ươi ưoi uou ươu uơu ưou uya uye uyê uyu yeu yêu \
    uau uâu uao uai ueo uêu ôô
    """

  private static let all: Set<UInt32> = Set(
    spellings.split(separator: " ").map { word in
      word.unicodeScalars.reduce(0) { appending((VietnameseLetters.place($1.value) ?? 0) / 12, to: $0) }
    })

  /// A run of vowels as a number, four bits each; 0 is the empty run. Runs over eight vowels are no sequence.
  static func appending(_ row: Int, to run: UInt32) -> UInt32 {
    run >> 28 != 0 ? .max : run << 4 | UInt32(row + 1)
  }

  /// Whether the run is one of Vietnamese.
  static func contains(_ run: UInt32) -> Bool { all.contains(run) }
}
