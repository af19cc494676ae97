internal import ArgumentParser
internal import VietOrthography
internal import VietUnicode

/// The options of `viet normalize` that say what becomes of the text.
struct SpellingOptions: ParsableArguments {
  @Option(help: "Unicode normalisation form.") var form: FormChoice = .nfc
  @Option(help: "Tone marks in the open rimes oa oe uy: new (hoà), old (hòa), or as they are.")
  var tone: ToneMarkChoice = .keep
  @Option(help: "The vowel i after h k l m s t: i (kĩ), y (kỹ), or as it is.") var yi: YiChoice = .keep
  @Flag(help: "Mend what was plainly meant: misplaced marks, look-alikes, invisible characters.")
  var `repair` = false
  @Flag(help: "Remove marks from Latin letters, keep case: Đường becomes Duong.") var strip = false
  @Flag(help: "Make search keys: lower case, no marks, compatibility forms.") var fold = false

  var options: Normalizer.Options {
    var options = Normalizer.Options(form: form.form)
    options.repair = `repair`
    options.tone = tone.style
    options.yi = yi.letter
    options.strip = strip
    options.fold = fold
    return options
  }
}

/// The values of `--form`.
enum FormChoice: String, CaseIterable, ExpressibleByArgument {
  case nfc, nfd, nfkc, nfkd, none

  var form: NormalizationForm? {
    switch self {
    case .nfc: .nfc
    case .nfd: .nfd
    case .nfkc: .nfkc
    case .nfkd: .nfkd
    case .none: nil
    }
  }
}

/// The values of `normalize --tone`.
enum ToneMarkChoice: String, CaseIterable, ExpressibleByArgument {
  case keep, new, old

  var style: ToneMarkStyle? {
    switch self {
    case .keep: nil
    case .new: .modern
    case .old: .traditional
    }
  }
}

/// The values of `--yi`.
enum YiChoice: String, CaseIterable, ExpressibleByArgument {
  case keep, i, y

  var letter: YiLetter? {
    switch self {
    case .keep: nil
    case .i: .i
    case .y: .y
    }
  }
}
