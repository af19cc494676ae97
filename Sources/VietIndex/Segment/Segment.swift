internal import VietCore
internal import VietKernels

/// One segment, mapped. Opening checks header, table and bounds; what lies in the sections is checked when read.
package final class Segment: @unchecked Sendable {
  struct Section: Sendable {
    let kind: UInt16
    let field: UInt16
    let version: UInt32
    let offset: Int
    let length: Int
    let checksum: UInt64
  }

  let number: UInt64
  let file: String
  let mapped: MappedBytes
  let sections: [Section]
  let meta: SegmentMeta
  package let dictionary: TermDictionary
  let lengths: [FieldLengths?]
  let ids: IDColumn
  let ordinals: OrdinalRuns
  let stored: StoredFields?
  package let numbering: FieldNumbering
  private let numbers: [UnsafeRawPointer?]
  private let keywords: [KeywordColumn?]

  /// Documents, deleted ones included.
  package var documents: UInt32 { meta.documents }
  var tableChecksum: UInt64 { mapped.base.u64(mapped.count - 16) }

  /// The same segment for a snapshot that numbers its fields otherwise.
  init(_ other: Segment, _ numbering: FieldNumbering) {
    number = other.number
    file = other.file
    mapped = other.mapped
    sections = other.sections
    meta = other.meta
    dictionary = other.dictionary
    lengths = other.lengths
    ids = other.ids
    ordinals = other.ordinals
    stored = other.stored
    numbers = other.numbers
    keywords = other.keywords
    self.numbering = numbering
  }

  /// The segment that a commit means; throws where the file is another one.
  convenience init(_ storage: any Storage, _ entry: Manifest.Entry) throws(IndexError) {
    try self.init(storage, number: entry.number, expectedLength: entry.length)
    guard tableChecksum == entry.checksum, documents == entry.documents else {
      throw .corrupt(file, mapped.count - 16, "it is not the segment that the commit means")
    }
  }

  init(_ storage: any Storage, number: UInt64, expectedLength: Int?) throws(IndexError) {
    numbering = .same
    self.number = number
    let file = FileNames.segment(number)
    self.file = file
    let mapped = try storage.map(file)
    self.mapped = mapped
    if let expectedLength, mapped.count != expectedLength {
      throw .corrupt(file, mapped.count, "\(mapped.count) bytes where the commit says \(expectedLength)")
    }
    let sections = try Self.table(mapped, file, number)
    self.sections = sections
    for section in sections where SectionKind(rawValue: section.kind) != nil {
      if section.version > SectionKind.version {
        throw IndexError(
          .tooNew, file: file, offset: section.offset,
          "a section has version \(section.version), this build reads \(SectionKind.version) (upgrade)")
      }
    }

    func bytes(_ kind: SectionKind, _ field: UInt16 = SectionKind.noField) -> UnsafeRawBufferPointer? {
      for section in sections where section.kind == kind.rawValue && section.field == field {
        return UnsafeRawBufferPointer(start: mapped.base + section.offset, count: section.length)
      }
      return nil
    }
    func required(_ kind: SectionKind) throws(IndexError) -> UnsafeRawBufferPointer {
      guard let found = bytes(kind) else {
        throw IndexError.corrupt(file, mapped.count, "no section with the \(kind.name)")
      }
      return found
    }
    func offset(_ bytes: UnsafeRawBufferPointer) -> Int { bytes.baseAddress! - mapped.base }

    let metaBytes = try required(.meta)
    guard let meta = SegmentMeta(metaBytes) else {
      throw .corrupt(file, offset(metaBytes), "the figures of the segment can't be")
    }
    self.meta = meta
    let count = Int(meta.documents)

    let postings = try required(.postings)
    let blocks = try required(.dictionary)
    let index = try required(.dictionaryIndex)
    let blockCount = (Int(meta.terms) + DictionaryWriter.blockSize - 1) / DictionaryWriter.blockSize
    guard index.count == blockCount * 4 else {
      throw .corrupt(file, offset(index), "the index of the dictionary has the wrong length")
    }
    dictionary = TermDictionary(
      blocks: blocks, index: index, postings: postings, limit: meta.documents, count: Int(meta.terms))

    guard
      let ids = IDColumn(
        bytes: try required(.ids), offsets: try required(.idOffsets), order: try required(.idOrder),
        count: count)
    else { throw .corrupt(file, offset(try required(.idOffsets)), "the ids have the wrong length") }
    self.ids = ids
    let runs = try required(.ordinals)
    guard let ordinals = OrdinalRuns(runs) else {
      throw .corrupt(file, offset(runs), "the ordinals have the wrong length")
    }
    self.ordinals = ordinals

    var lengths: [FieldLengths?] = []
    var numbers: [UnsafeRawPointer?] = []
    var keywords: [KeywordColumn?] = []
    for field in 0..<UInt16(meta.fields.count) {
      if let found = bytes(.lengths, field) {
        guard found.count == count * 2 || found.count == count * 4 else {
          throw .corrupt(file, offset(found), "the lengths of field \(field) have the wrong length")
        }
        lengths.append(FieldLengths(base: found.baseAddress!, isWide: found.count == count * 4))
      } else {
        lengths.append(nil)
      }
      if let found = bytes(.numbers, field) {
        guard found.count == count * 8 else {
          throw .corrupt(file, offset(found), "the numbers of field \(field) have the wrong length")
        }
        numbers.append(found.baseAddress)
      } else {
        numbers.append(nil)
      }
      if let offsets = bytes(.keywordOffsets, field) {
        guard let ordinals = bytes(.keywordOrdinals, field), let values = bytes(.keywordValues, field),
          let column = KeywordColumn(offsets: offsets, ordinals: ordinals, values: values, count: count)
        else { throw .corrupt(file, offset(offsets), "the values of field \(field) have the wrong length") }
        keywords.append(column)
      } else {
        keywords.append(nil)
      }
    }
    self.lengths = lengths
    self.numbers = numbers
    self.keywords = keywords
    if let data = bytes(.stored) {
      let index = try required(.storedIndex)
      guard
        let stored = StoredFields(data: data, index: index, count: count, file: file, offset: offset(data))
      else { throw .corrupt(file, offset(index), "the index of stored fields has the wrong length") }
      self.stored = stored
    } else {
      stored = nil
    }
  }

  private static func table(_ mapped: MappedBytes, _ file: String, _ number: UInt64) throws(IndexError)
    -> [Section]
  {
    let base = mapped.base
    let size = mapped.count
    guard size >= SegmentFile.headerSize + SegmentFile.trailerSize else {
      throw .corrupt(file, size, "too short for a segment")
    }
    guard base.u64(0) == SegmentFile.headerMagic else { throw .corrupt(file, 0, "not a segment file") }
    let version = base.u32(8)
    if version > FormatVersion.readable.upperBound {
      throw IndexError(
        .tooNew, file: file, offset: 8,
        "format \(version), this build reads up to \(FormatVersion.readable.upperBound) (upgrade, or rebuild)"
      )
    }
    if version < FormatVersion.readable.lowerBound {
      throw IndexError(
        .tooOld, file: file, offset: 8,
        "format \(version), this build reads from \(FormatVersion.readable.lowerBound) (rebuild the index)")
    }
    guard XXHash64.hash(UnsafeRawBufferPointer(start: base, count: 24)) == base.u64(24), base.u32(12) == 0,
      base.u64(16) == number
    else { throw .corrupt(file, 0, "the header is damaged") }
    let trailer = size - SegmentFile.trailerSize
    let tableLength = Int(base.u32(trailer))
    let count = Int(base.u32(trailer + 4))
    let start = trailer - tableLength
    guard base.u64(trailer + 24) == SegmentFile.trailerMagic, base.u64(trailer + 8) == number,
      tableLength == count * SegmentFile.entrySize, start >= SegmentFile.headerSize,
      XXHash64.hash(UnsafeRawBufferPointer(start: base + start, count: tableLength + 16))
        == base.u64(trailer + 16)
    else { throw .corrupt(file, trailer, "the table of sections is damaged") }
    var sections: [Section] = []
    for i in 0..<count {
      let entry = start + i * SegmentFile.entrySize
      let offset = base.u64(entry + 8)
      let length = base.u64(entry + 16)
      guard offset >= SegmentFile.headerSize, offset <= start, length <= UInt64(start) - offset else {
        throw .corrupt(file, entry, "a section lies outside the file")
      }
      sections.append(
        Section(
          kind: base.u16(entry), field: base.u16(entry + 2), version: base.u32(entry + 4),
          offset: Int(offset), length: Int(length), checksum: base.u64(entry + 24)))
    }
    return sections
  }

  // Fields are those of the snapshot.

  /// Lengths of a text field; `nil` if no document of the segment has it.
  package func lengths(of field: Int) -> FieldLengths? {
    guard let field = numbering.own(field), field < lengths.count else { return nil }
    return lengths[field]
  }

  /// The value of a number field; NaN if there is none.
  package func number(_ field: Int, _ doc: UInt32) -> Double {
    guard let field = numbering.own(field), field < numbers.count, let base = numbers[field] else {
      return .nan
    }
    return Double(bitPattern: base.u64(Int(doc) * 8))
  }

  package func keywords(of field: Int) -> KeywordColumn? {
    guard let field = numbering.own(field), field < keywords.count else { return nil }
    return keywords[field]
  }

  /// Average length with which the impacts of the field were made.
  package func averageLength(of field: Int) -> Float {
    guard let field = numbering.own(field), field < meta.fields.count else { return 1 }
    return meta.fields[field].average
  }

  package func totals(of field: Int) -> (length: UInt64, documents: UInt32) {
    guard let field = numbering.own(field), field < meta.fields.count else { return (0, 0) }
    return (meta.fields[field].totalLength, meta.fields[field].documents)
  }

  /// What the keys of a field begin with; nothing where no document of the segment can have it.
  package func keyPrefix(of field: Int) -> [UInt8]? { numbering.own(field).map { [UInt8($0)] } }
}
