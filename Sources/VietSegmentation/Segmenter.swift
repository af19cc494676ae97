public import VietCore

/// An immutable, shareable segmenter; all state of one input lives in its stream.
public protocol Segmenter<Unit>: Sendable {
  associatedtype Unit: Sendable
  associatedtype Stream: SegmenterStream<Unit>
  func makeStream() -> Stream
}

/// Takes bytes in any chunking and any normal form, gives the same units; ranges count from the first byte.
public protocol SegmenterStream<Unit> {
  associatedtype Unit
  /// Takes more bytes; `emit` gets the units that nothing to come can change.
  mutating func consume(_ chunk: borrowing Span<UInt8>, emit: (Unit) throws -> Void) rethrows
  /// Ends the input; `emit` gets the rest of the units.
  mutating func finish(emit: (Unit) throws -> Void) rethrows
}

extension Segmenter {
  /// Returns the units of a text. Complexity: O(*n*).
  public func units(in text: String) -> [Unit] {
    var text = text
    return text.withUTF8 { units(in: UnsafeRawBufferPointer($0)) }
  }

  /// Returns the units of UTF-8 bytes; malformed bytes are part of units too. Complexity: O(*n*).
  public func units(in text: UnsafeRawBufferPointer) -> [Unit] {
    var stream = makeStream()
    var units: [Unit] = []
    let bytes = text.bindMemory(to: UInt8.self)
    stream.consume(Span(_unsafeElements: bytes)) { units.append($0) }
    stream.finish { units.append($0) }
    return units
  }

  /// Returns the units of chunks that arrive one after the other, from a file or a socket.
  public func units<Chunks: AsyncSequence>(in chunks: Chunks) async throws -> [Unit]
  where Chunks.Element == [UInt8] {
    var stream = makeStream()
    var units: [Unit] = []
    for try await chunk in chunks { stream.consume(chunk.span) { units.append($0) } }
    stream.finish { units.append($0) }
    return units
  }
}

/// One token: a stretch of the original that is not blank.
public struct TextToken: Hashable, Sendable {
  public let range: UTF8Range<Original>
  public let kind: TokenKind
  public let shape: CaseShape
  /// What the scanner and the joining rules found out besides.
  public let flags: TextUnit.Flags

  init(_ unit: TextUnit, offset: Int) {
    range = UTF8Range(offset + Int(unit.start), offset + Int(unit.end))
    kind = unit.kind
    shape = unit.shape
    flags = unit.flags
  }
}

/// One sentence: from its first token to its last.
public struct Sentence: Hashable, Sendable {
  public let range: UTF8Range<Original>
  /// Its tokens, joined by the rules of <doc:Joining>.
  public let tokens: [TextToken]
}
