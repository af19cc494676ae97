internal import VietCore
internal import VietKernels

/// Reads every byte of an index and says what is not as it was written.
public enum IndexCheck {
  /// Something that can't be.
  public struct Damage: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// The segment; `nil` for the commit file.
    public let segment: UInt64?
    /// Bytes from the start of the file.
    public let offset: Int
    public let detail: String

    public var description: String { "\(file):@\(offset): \(detail)" }
  }

  /// All damage found; empty when all is well. A part that can't be opened counts as one. Complexity: O(bytes).
  /// `watch` is told, now and then, how many bytes of how many segments were read. Throws `missing` if there is no index,
  /// `tooOld`, `tooNew`, `locked` never.
  public static func verify(_ storage: any Storage, watch: (Int, Int) -> Void = { _, _ in })
    throws(IndexError)
    -> [Damage]
  {
    let manifest: Manifest
    do {
      manifest = try Manifest(storage)
    } catch {
      guard error.code == .corrupt || error.code == .io else { throw error }
      return [damage(error, FileNames.commit, nil)]
    }
    var result: [Damage] = []
    var done = 0
    for (number, entry) in manifest.entries.enumerated() {
      result += verify(entry, storage, manifest.schema) { watch(done + $0, number + 1) }
      done += entry.length
    }
    return result
  }

  static func verify(
    _ entry: Manifest.Entry, _ storage: any Storage, _ schema: Schema, watch: (Int) -> Void = { _ in }
  ) -> [Damage] {
    let file = FileNames.segment(entry.number)
    let segment: Segment
    do throws(IndexError) {
      segment = try Segment(storage, number: entry.number, expectedLength: entry.length)
      guard segment.tableChecksum == entry.checksum, segment.documents == entry.documents else {
        throw .corrupt(file, segment.mapped.count - 16, "it is not the segment that the commit means")
      }
    } catch {
      return [damage(error, file, entry.number)]
    }
    let bytes = segment.damagedBytes()
    // Where bytes are wrong, what they say would only be found wrong again.
    guard bytes.isEmpty else {
      return bytes.map { Damage(file: file, segment: entry.number, offset: $0.offset, detail: $0.detail) }
    }
    do throws(IndexError) {
      try SegmentCheck(segment, schema).run(watch)
      return []
    } catch {
      return [damage(error, file, entry.number)]
    }
  }

  private static func damage(_ error: IndexError, _ file: String, _ segment: UInt64?) -> Damage {
    Damage(file: error.file ?? file, segment: segment, offset: error.offset ?? 0, detail: error.detail)
  }
}

extension Segment {
  /// Sections whose checksum is wrong, and bytes between sections that are not zero.
  func damagedBytes() -> [(section: Section?, offset: Int, detail: String)] {
    var result: [(section: Section?, offset: Int, detail: String)] = []
    var expected = SegmentFile.headerSize
    func gap(_ end: Int) {
      if end - expected >= SegmentFile.alignment || end < expected {
        result.append((nil, expected, "sections do not follow one another"))
        return
      }
      for at in expected..<end where mapped.base.load(fromByteOffset: at, as: UInt8.self) != 0 {
        result.append((nil, at, "a byte between sections is not zero"))
      }
    }
    for section in sections.sorted(by: { $0.offset < $1.offset }) {
      gap(section.offset)
      let bytes = UnsafeRawBufferPointer(start: mapped.base + section.offset, count: section.length)
      if XXHash64.hash(bytes) != section.checksum {
        let name = SectionKind(rawValue: section.kind)?.name ?? "section of kind \(section.kind)"
        result.append((section, section.offset, "the checksum of the \(name) is wrong"))
      }
      expected = section.offset + section.length
    }
    gap(mapped.count - SegmentFile.trailerSize - sections.count * SegmentFile.entrySize)
    return result
  }
}
