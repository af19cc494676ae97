internal import VietCore
package import VietSegmentation

/// The units of a sentence, as the segmenter sees them, and what is known about the gaps between them.
package struct LabelledSentence: Sendable {
  package var units: [TextUnit] = []
  /// For the gap after each unit: joined, split, or nothing said.
  package var gaps: [WordLattice.Constraint] = []
  /// Where each unit ends, counted in bytes that are no blanks.
  package var places: [Int] = []

  /// Cuts a text into units and takes over its word ends. An end inside a unit is lost.
  package init(_ sentence: SegmentedSentence.Text) {
    var text = sentence.text
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var pipeline = TextPipeline(.sentences(.endSentences))
      pipeline.run(bytes)
      units = pipeline.units.withUnits { Array($0) }
      var place = 0
      var next = 0
      for unit in units {
        while next < Int(unit.end) {
          if !Self.isBlank(bytes, at: next) { place += 1 }
          next += 1
        }
        places.append(place)
        gaps.append(
          sentence.openPlaces.contains(place) ? .none : sentence.ends.contains(place) ? .split : .joined)
      }
    }
  }

  /// Blanks of the segmented forms are ASCII; no byte of another character equals one.
  private static func isBlank(_ bytes: UnsafeRawBufferPointer, at i: Int) -> Bool { bytes[i] == 0x20 }
}
