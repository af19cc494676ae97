public import VietUnicode

extension Normalizer {
  /// What a normaliser does. The order of the steps is fixed: Unicode form, repair, tone marks, i and y, strip, fold.
  public struct Options: Hashable, Codable, Sendable {
    /// The Unicode form of the result; `nil` leaves it as it is, and the spelling steps then see decomposed letters
    /// as what they are: letters and marks.
    public var form: NormalizationForm?
    /// Mends what was plainly meant otherwise: misplaced marks, look-alikes, invisible characters.
    public var repair = false
    /// Where the tone mark goes in the open rimes oa, oe, uy; `nil` leaves it.
    public var tone: ToneMarkStyle?
    /// The letter for the vowel /i/ where both are in use (kĩ, kỹ); `nil` leaves it.
    public var yi: YiLetter?
    /// Removes every nonspacing mark from Latin letters, and the stroke of đ.
    public var strip = false
    /// Makes search keys: lower case, no marks, compatibility forms.
    public var fold = false

    public init(form: NormalizationForm? = .nfc) { self.form = form }

    /// NFC and nothing else: canonically equivalent to the input (UAX #15).
    public static let canonical = Options()

    /// Keys under which all spellings of a word are found.
    public static let search: Options = {
      var options = Options()
      options.fold = true
      return options
    }()

    var rewritesSpelling: Bool { repair || tone != nil || yi != nil || strip || fold }
  }
}
