/// The letters of a syllable in order, and which of them carries the tone mark: from parts to spelling.
package struct SyllableSpelling: ~Copyable {
  /// ngh + iê + ng: no syllable has more letters.
  package static let maximumLetters = 7
  /// Bytes of the longest spelling in UTF-8: no letter takes more than three.
  package static let maximumBytes = 3 * maximumLetters

  /// Letters packed five bits each, the first one lowest: the key of ``SyllableTable``.
  package private(set) var key: UInt64 = 0
  package private(set) var count = 0
  /// Index of the letter that carries the mark.
  package private(set) var newPlace = 0
  package private(set) var oldPlace = 0

  package init(_ syllable: Syllable) {
    let nucleus = syllable.nucleus
    let coda = syllable.coda
    let glide = syllable.hasGlide
    onset(syllable.onset, glide: glide, nucleus)
    if glide, syllable.onset != .c {
      switch nucleus {
      case .a, .aBreve, .e: add(.o)
      default: add(.u)
      }
    }
    let first = count
    switch nucleus {
    case .a: add(.a)
    case .aBreve: add(.aBreve)
    case .aCircumflex: add(.aCircumflex)
    case .e: add(.e)
    case .eCircumflex: add(.eCircumflex)
    case .i: if syllable.onset != .gi { add(.i) }
    case .y: add(.y)
    case .ie:
      // iê is yê after the glide and at the start of a word; gi gives its i to it.
      if glide || (syllable.onset == .none && coda != .none) {
        add(.y)
      } else if syllable.onset != .gi {
        add(.i)
      }
      add(coda == .none ? .a : .eCircumflex)
    case .o: add(.o)
    case .oo: add(.o); add(.o)
    case .oCircumflex: add(.oCircumflex)
    case .ooCircumflex: add(.oCircumflex); add(.oCircumflex)
    case .oHorn: add(.oHorn)
    case .u: add(.u)
    case .uo: add(.u); add(coda == .none ? .a : .oCircumflex)
    case .uHorn: add(.uHorn)
    case .uoHorn: add(.uHorn); add(coda == .none ? .a : .oHorn)
    }
    // The last letter of the nucleus carries the mark, but ia, ua, ưa carry it on the first.
    newPlace = count - 1
    if coda == .none {
      switch nucleus {
      case .ie, .uo, .uoHorn: newPlace = count - 2
      default: break
      }
    }
    oldPlace = newPlace
    if glide, coda == .none, syllable.onset != .c {
      switch nucleus {
      case .a, .e, .y: oldPlace = first - 1
      default: break
      }
    }
    close(coda)
  }

  private mutating func add(_ letter: Letter) {
    key |= UInt64(letter.rawValue) << UInt64(5 * count)
    count += 1
  }

  private mutating func add(_ a: Letter, _ b: Letter) {
    add(a)
    add(b)
  }

  private mutating func onset(_ onset: Onset, glide: Bool, _ nucleus: Nucleus) {
    // c g ng are written k gh ngh before the front vowels; c with the glide is qu.
    let isFront: Bool
    switch nucleus {
    case .e, .eCircumflex, .i, .y, .ie: isFront = !glide
    default: isFront = false
    }
    switch onset {
    case .none: break
    case .b: add(.b)
    case .c: if glide { add(.q, .u) } else { add(isFront ? .k : .c) }
    case .ch: add(.c, .h)
    case .d: add(.d)
    case .dStroke: add(.dStroke)
    case .g:
      add(.g)
      if isFront { add(.h) }
    case .gi: add(.g, .i)
    case .h: add(.h)
    case .kh: add(.k, .h)
    case .l: add(.l)
    case .m: add(.m)
    case .n: add(.n)
    case .ng:
      add(.n, .g)
      if isFront { add(.h) }
    case .nh: add(.n, .h)
    case .p: add(.p)
    case .ph: add(.p, .h)
    case .r: add(.r)
    case .s: add(.s)
    case .t: add(.t)
    case .th: add(.t, .h)
    case .tr: add(.t, .r)
    case .v: add(.v)
    case .x: add(.x)
    }
  }

  private mutating func close(_ coda: Coda) {
    switch coda {
    case .none: break
    case .i: add(.i)
    case .y: add(.y)
    case .o: add(.o)
    case .u: add(.u)
    case .p: add(.p)
    case .t: add(.t)
    case .c: add(.c)
    case .ch: add(.c, .h)
    case .k: add(.k)
    case .m: add(.m)
    case .n: add(.n)
    case .ng: add(.n, .g)
    case .nh: add(.n, .h)
    }
  }

  /// The letter at an index below ``count``.
  package func letter(_ index: Int) -> Letter { Letter(rawValue: UInt8(key >> UInt64(5 * index) & 31))! }
}

extension Syllable {
  /// The spelling in lower case, NFC.
  public func spelling(_ style: ToneMarkStyle) -> String {
    withUTF8(style) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the spelling in lower case, NFC, in UTF-8; no allocation.
  package func withUTF8<R>(_ style: ToneMarkStyle, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SyllableSpelling.maximumBytes) { buffer in
      let count = write(style, to: buffer.baseAddress!)
      return body(UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
    }
  }

  /// Writes the spelling in lower case, NFC, and returns its length in bytes.
  ///
  /// `target` has room for ``SyllableSpelling/maximumBytes``.
  package func write(_ style: ToneMarkStyle, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let spelling = SyllableSpelling(self)
    let place = style == .modern ? spelling.newPlace : spelling.oldPlace
    let letters = LetterTable.shared
    var count = 0
    for index in 0..<spelling.count {
      let tone = index == place ? self.tone : .ngang
      count += letters.write(spelling.letter(index), tone, isUpper: false, to: target + count)
    }
    return count
  }
}
