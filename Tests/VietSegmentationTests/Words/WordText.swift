import VietCore

@testable import VietSegmentation

/// Segments a text as one sentence; words parted by blanks, syllables of one joined by `_`.
func segmented(_ text: String, _ segmenter: WordSegmenter = WordSegmenter()) -> String {
  var scratch = WordScratch()
  return segmented(text, segmenter, &scratch)
}

func segmented(_ text: String, _ segmenter: WordSegmenter, _ scratch: inout WordScratch) -> String {
  let (units, joins) = joined(text, segmenter, &scratch)
  let bytes = Array(text.utf8)
  var result = ""
  for (unit, joined) in zip(units, joins) {
    result += String(decoding: bytes[Int(unit.start)..<Int(unit.end)], as: UTF8.self) + (joined ? "_" : " ")
  }
  return String(result.dropLast())
}

func joined(_ text: String, _ segmenter: WordSegmenter, _ scratch: inout WordScratch) -> ([TextUnit], [Bool])
{
  let units = units(of: text)
  var joins = [Bool](repeating: false, count: units.count)
  units.withUnsafeBufferPointer { units in
    joins.withUnsafeMutableBufferPointer { joins in
      guard let base = joins.baseAddress else { return }
      segmenter.joinWords(units, &scratch, into: base)
    }
  }
  return (units, joins)
}

func units(of text: String) -> [TextUnit] {
  var text = text
  return text.withUTF8 { bytes in
    var scanner = SyllableScanner()
    var batch = UnitBatch()
    _ = scanner.scan(UnsafeRawBufferPointer(bytes), into: &batch)
    return batch.withUnits { Array($0) }
  }
}
