internal import VietUnicode

/// What the generator of the scanner's tables asks about code points.
package enum ScalarFacts {
  /// ``ScalarClass`` and, where it holds, ``ScannerTables/plainBit``.
  package static func packedClass(of scalar: UInt32) -> UInt8 {
    let kind = ScalarClass(scalar).rawValue
    return isPlain(scalar) ? kind | ScannerTables.plainBit : kind
  }

  /// Whether both hashes write the code point as its own number, whatever stands around it.
  private static func isPlain(_ scalar: UInt32) -> Bool {
    if 0xD800...0xDFFF ~= scalar || CodePointFacts(of: scalar).isMark { return false }
    if UnitCodes.isShort(scalar) || UnitHash.isStroked(scalar) { return false }
    return decomposed(scalar, compatibility: false) == [scalar]
      && decomposed(scalar, compatibility: true) == [scalar]
  }

  /// The ``LetterEntry`` of a code point; 0 for what is not one letter with at most one tone mark, or a digit.
  package static func letterEntry(of scalar: UInt32) -> UInt64 {
    let exact = decomposed(scalar, compatibility: false)
    var folded = decomposed(scalar, compatibility: true)
    let facts = CodePointFacts(of: scalar)
    guard let base = exact.first, base != 0x300, UnitCodes.isBase(base),
      exact.dropFirst().allSatisfy(UnitCodes.isShort), !exact.dropFirst().contains(where: UnitCodes.isBase),
      folded.first.map({ UnitCodes.isBase($0) }) == true
    else { return 0 }
    if folded.first == 0x111 { folded[0] = 0x64 }
    var codes = UnitCodes()
    for scalar in exact { codes.append(scalar) }
    guard let code = codes.onlyCode else { return 0 }
    var foldedCodes = UnitCodes()
    foldedCodes.append(folded[0])
    guard let foldedCode = foldedCodes.onlyCode else { return 0 }
    return LetterEntry.make(
      exact: code, folded: foldedCode, tones: codes.toneField, isUpper: facts.contains(.upper),
      isLower: facts.contains(.lower), isDigit: facts.isNumber)
  }

  private static func decomposed(_ scalar: UInt32, compatibility: Bool) -> [UInt32] {
    guard let value = Unicode.Scalar(scalar) else { return [] }
    var result: [UInt32] = []
    var text = String(value)
    text.withUTF8 { bytes in
      ICUFolding.withLowerDecomposed(UnsafeRawBufferPointer(bytes), compatibility: compatibility) {
        scalar, _, _ in
        result.append(scalar)
      }
    }
    return result
  }
}
