internal import VietKernels

/// What is wrong with a text that was demanded to be UTF-8.
public struct MalformedUTF8Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where the first ill-formed sequence starts, in bytes.
  public let offset: Int
  /// The byte that stands there.
  public let byte: UInt8

  public init(offset: Int, byte: UInt8) {
    self.offset = offset
    self.byte = byte
  }

  public var description: String {
    "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)) at \(offset) starts no UTF-8 sequence"
  }
}

/// Makes well-formed UTF-8 of any bytes: each maximal subpart of an ill-formed sequence becomes one U+FFFD, as
/// Unicode 15.0, section 3.9 recommends and ICU's converters do.
public enum MalformedUTF8 {
  /// Appends `bytes` to `output` with malformed bytes replaced.
  ///
  /// To read in pieces, cut where `UTF8Validation.cutOffSuffix` is 0. Complexity: O(*n*).
  ///
  /// - Returns: how many replacements there were.
  @discardableResult
  public static func replace(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer) -> Int {
    forEachPart(of: bytes) { part, isSound in
      if isSound {
        output.append(UnsafeRawBufferPointer(rebasing: bytes[part]))
      } else {
        replacement(&output)
      }
    }
  }

  /// As ``replace(_:into:)``, with each replacement recorded; offsets count from the start of `bytes` and of
  /// what is appended.
  @discardableResult
  public static func replace(
    _ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer, recording edits: inout Alignment.Builder
  ) -> Int {
    let origin = output.count
    return forEachPart(of: bytes) { part, isSound in
      let start = output.count - origin
      if isSound {
        output.append(UnsafeRawBufferPointer(rebasing: bytes[part]))
      } else {
        replacement(&output)
        edits.replace(
          UTF8Range(part.lowerBound, part.upperBound), with: UTF8Range(start, output.count - origin))
      }
    }
  }

  /// Calls `body` with the stretches of `bytes` in order: well-formed runs (`true`) as long as they go, and
  /// single maximal subparts (`false`).
  ///
  /// - Returns: how many maximal subparts there were.
  @discardableResult
  public static func forEachPart(of bytes: UnsafeRawBufferPointer, _ body: (Range<Int>, Bool) -> Void) -> Int
  {
    var count = 0
    var from = 0
    while from < bytes.count {
      let sound = UTF8Validation.validPrefix(UnsafeRawBufferPointer(rebasing: bytes[from...]))
      if sound > 0 { body(from..<from + sound, true) }
      from += sound
      guard from < bytes.count else { break }
      let length = UTF8Validation.maximalSubpart(bytes, at: from).length
      body(from..<from + length, false)
      from += length
      count += 1
    }
    return count
  }

  /// Throws where `bytes` stop being UTF-8; `origin` is added to the offset in the error.
  public static func check(_ bytes: UnsafeRawBufferPointer, origin: Int = 0) throws(MalformedUTF8Error) {
    let sound = UTF8Validation.validPrefix(bytes)
    if sound < bytes.count { throw MalformedUTF8Error(offset: origin + sound, byte: bytes[sound]) }
  }

  /// Appends U+FFFD.
  static func replacement(_ output: inout ByteBuffer) {
    output.append(0xEF)
    output.append(0xBF)
    output.append(0xBD)
  }
}
