internal import ArgumentParser
internal import VietCore
internal import VietUnicode

/// `viet normalize`: one text, one spelling.
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize", abstract: "One text, one spelling.")

  @Option(help: "Unicode normalisation form.") var form: FormChoice = .nfc
  @OptionGroup var text: TextOptions
  @Argument(help: "Files to read; - is standard input.") var files: [String] = []

  func run() throws {
    let pipeline = PiecePipeline(threads: text.threadCount, cut: PiecePipeline.lines())
    for file in files.isEmpty ? ["-"] : files {
      let workers = (0..<text.threadCount).map { _ in Worker(form: form.form) }
      try pipeline.run(try Input.open(file), workers: workers, into: Output.standard())
    }
  }

  final class Worker: PieceWorker {
    let form: NormalizationForm
    init(form: NormalizationForm) { self.form = form }

    func work(_ piece: Piece, into output: inout ByteBuffer) throws {
      try ICUNormalizing.normalize(piece.bytes, to: form, into: &output)
    }
  }
}

/// The values of `--form`.
enum FormChoice: String, CaseIterable, ExpressibleByArgument {
  case nfc, nfd, nfkc, nfkd

  var form: NormalizationForm {
    switch self {
    case .nfc: .nfc
    case .nfd: .nfd
    case .nfkc: .nfkc
    case .nfkd: .nfkd
    }
  }
}
