/// What hostile bytes are given to. Each target states laws; that nothing traps is one of all of them.
///
/// The same code runs under libFuzzer (`make fuzz`) and, over the cases kept in `Tests/Fuzz/Cases`, in `make test`.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case normalize, spelling, decode, encode, detect, typing
  case syllables, words, lexicon, model, restore
  case query, records, packed, index, library

  /// Throws ``BrokenLaw`` where `bytes` break one.
  public func run(_ bytes: UnsafeRawBufferPointer) throws {
    switch self {
    case .normalize: try NormalizeFuzzing.run(bytes)
    case .spelling: try SpellingFuzzing.run(bytes)
    case .decode: try ConversionFuzzing.decode(bytes)
    case .encode: try ConversionFuzzing.encode(bytes)
    case .detect: try ConversionFuzzing.detect(bytes)
    case .typing: try ConversionFuzzing.type(bytes)
    case .syllables: try SegmentationFuzzing.syllables(bytes)
    case .words: try SegmentationFuzzing.words(bytes)
    case .lexicon: try ModelFuzzing.lexicon(bytes)
    case .model: try ModelFuzzing.model(bytes)
    case .restore: try RestoreFuzzing.run(bytes)
    case .query: try QueryFuzzing.run(bytes)
    case .records: try RecordFuzzing.run(bytes)
    case .packed: try RecordFuzzing.unpack(bytes)
    case .index: try IndexFuzzing.run(bytes)
    case .library: try LibraryFuzzing.run(bytes)
    }
  }
}

/// A law that an input broke.
public struct BrokenLaw: Error, CustomStringConvertible {
  public let description: String
  init(_ law: String, _ detail: String = "") { description = detail.isEmpty ? law : "\(law): \(detail)" }
}

/// Throws unless `condition` holds.
func demand(_ condition: Bool, _ law: @autoclosure () -> String, _ detail: @autoclosure () -> String = "")
  throws
{
  if !condition { throw BrokenLaw(law(), detail()) }
}
