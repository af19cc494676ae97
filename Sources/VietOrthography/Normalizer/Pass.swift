internal import VietCore

/// One spelling step of a normaliser, over well-formed UTF-8.
enum Pass: Sendable {
  case repair(SpellingRepair)
  case tone(ToneMarkPlacement)
  case yi(YiSpelling)
  case strip(MarkStripping)
  case fold(SearchFolding)

  /// In the order in which they run: what a word was meant to be comes first, its marks go last.
  static func all(_ options: Normalizer.Options) -> [Pass] {
    var passes: [Pass] = []
    if options.repair { passes.append(.repair(SpellingRepair())) }
    if let tone = options.tone { passes.append(.tone(ToneMarkPlacement(tone))) }
    if let yi = options.yi { passes.append(.yi(YiSpelling(yi))) }
    if options.strip { passes.append(.strip(MarkStripping())) }
    if options.fold { passes.append(.fold(SearchFolding())) }
    return passes
  }

  func rewrite(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) {
    switch self {
    case .repair(let pass): pass.rewrite(bytes, into: &output)
    case .tone(let pass): pass.rewrite(bytes, into: &output)
    case .yi(let pass): pass.rewrite(bytes, into: &output)
    case .strip(let pass): pass.rewrite(bytes, into: &output)
    case .fold(let pass): pass.rewrite(bytes, into: &output)
    }
  }

  func rewrite(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer, recording edits: inout Alignment.Builder
  ) {
    switch self {
    case .repair(let pass): pass.rewrite(bytes, into: &output, recording: &edits)
    case .tone(let pass): pass.rewrite(bytes, into: &output, recording: &edits)
    case .yi(let pass): pass.rewrite(bytes, into: &output, recording: &edits)
    case .strip(let pass): pass.rewrite(bytes, into: &output, recording: &edits)
    case .fold(let pass): pass.rewrite(bytes, into: &output, recording: &edits)
    }
  }
}
