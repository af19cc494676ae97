internal import CVietKernels

/// The embedded tables of the normalising kernels, for one form.
///
/// The file (`normalization.bin`, made by `viet-tablegen` from ICU's data; numbers are little-endian) holds, one
/// after the other:
///
/// | what | size |
/// | --- | --- |
/// | compositions: [row][first mark][second mark], 8 bytes each | 196 × 9 × 9 × 8 |
/// | decompositions of U+00C0…027F and U+1E00…1EFF in NFD, then in NFKD, 8 bytes each | 2 × 704 × 8 |
/// | page of each 256 code points below U+30000, 2 bytes each, for NFC, NFD, NFKC, NFKD | 4 × 768 × 2 |
/// | row of U+00C0…01BF and U+1EA0…1EFF; 0 is none | 352 |
/// | number of the mark U+0300…033F; 0 is none | 64 |
/// | whether a pair of marks stands in canonical order | 81, and 7 of padding |
/// | pages: 2 bits a code point, "clean" and "boundary before", lowest first | 64 each |
///
/// An entry of 8 bytes is the output in UTF-8 with its length in the last byte.
package struct NormalizationTables: @unchecked Sendable {
  package enum Layout {
    /// The marks by their numbers: number *n* stands at *n* − 1.
    package static let marks: [UInt32] = [0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323]
    /// Numbers of marks, "none" included.
    package static let markNumbers = marks.count + 1
    /// Rows of U+0040…007F, of the 132 accented vowels.
    package static let rows = 64 + 132
    package static let firstCodePoints: [ClosedRange<UInt32>] = [0xC0...0x1BF, 0x1EA0...0x1EFF]
    package static let letters: [ClosedRange<UInt32>] = [0xC0...0x27F, 0x1E00...0x1EFF]
    package static let letterCount = 704
    package static let pageBytes = 64
    /// Every code point from here on is clean in every form.
    package static let limit: UInt32 = 0x30000

    static let compose = 0
    static let decompose = compose + rows * markNumbers * markNumbers * 8
    static let pageOf = decompose + 2 * letterCount * 8
    static let rowOf = pageOf + 4 * 768 * 2
    static let mark = rowOf + 352
    static let ordered = mark + 64
    static let pages = ordered + 88
  }

  let pointers: viet_normalize_tables
  let form: Int32

  /// `file` must live as long as the program; `form` counts NFC, NFD, NFKC, NFKD from 0.
  package init(file: UnsafeRawPointer, form: Int32) {
    let compatibility = form == 3 ? Layout.letterCount * 8 : 0
    pointers = viet_normalize_tables(
      compose: (file + Layout.compose).assumingMemoryBound(to: UInt64.self),
      row_of: (file + Layout.rowOf).assumingMemoryBound(to: UInt8.self),
      mark: (file + Layout.mark).assumingMemoryBound(to: UInt8.self),
      ordered: (file + Layout.ordered).assumingMemoryBound(to: UInt8.self),
      decompose: (file + Layout.decompose + compatibility).assumingMemoryBound(to: UInt64.self),
      page_of: (file + Layout.pageOf + Int(form) * 768 * 2).assumingMemoryBound(to: UInt16.self),
      pages: (file + Layout.pages).assumingMemoryBound(to: UInt8.self))
    self.form = form
  }
}
