internal import VietCore
internal import VietSegmentation
internal import VietTraining

/// What `viet model evaluate --task restore` tells.
struct RestorationReport {
  private var runs: [(name: String, run: RestorationEvaluation)] = []

  /// Judges the documents of a file; with `holdOut` only those that training left out.
  init(_ path: String, model: RestorationModel, holdOut: Int?, cases: Bool) throws {
    let restorer = Restorer(model: model)
    var written = RestorationEvaluation(restorer)
    var lowered = RestorationEvaluation(restorer, lowered: true)
    try RunningText.forEachDocument(path) { document in
      if let holdOut, !document.isHeldOut(holdOut) { return }
      written.add(document.text, source: document.source)
      if cases { lowered.add(document.text, source: document.source) }
    }
    guard written.all.all > 0 else { throw CommandError(file: path, "no syllable to judge in it") }
    runs.append(("as written", written))
    if cases { runs.append(("lower", lowered)) }
  }

  var accuracy: Double { runs[0].run.all.accuracy }

  /// The parts of a run by kind and name.
  private static func parts(
    _ run: RestorationEvaluation
  ) -> [(kind: StaticString, rows: [(name: String, tally: RestorationEvaluation.Tally)])] {
    [
      ("source", run.bySource.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
      ("syllables with", run.byMark.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
      ("marks alone", [("tone", run.tones), ("quality mark", run.qualities), ("đ", run.strokes)]),
      ("occurring", run.byFrequency.map { ($0.band, $0.tally) }),
    ]
  }

  func text(_ errors: Int) -> String {
    var lines = ["text\taccuracy\tsyllables\tright"]
    for (name, run) in runs { lines.append(Self.line(name, run.all)) }
    let first = runs[0].run
    for (kind, rows) in Self.parts(first) {
      lines.append("\n\(kind)\taccuracy\tsyllables\tright")
      lines += rows.map { Self.line($0.name, $0.tally) }
    }
    let confusions = first.commonestConfusions(errors)
    if !confusions.isEmpty {
      lines.append("\ntimes\tmeant\trestored")
      lines += confusions.map { "\($0.count)\t\($0.confusion.meant)\t\($0.confusion.restored)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ name: String, _ tally: RestorationEvaluation.Tally) -> String {
    "\(name)\t\(Figures.percent(tally.accuracy))\t\(tally.all)\t\(tally.right)"
  }

  func json(_ errors: Int) -> String {
    var out = ByteBuffer()
    var writer = JSONWriter()
    writer.beginObject(&out)
    for (name, run) in runs {
      writer.key(name, &out)
      Self.write(run.all, &writer, &out)
    }
    for (kind, rows) in Self.parts(runs[0].run) {
      writer.key(kind, &out)
      writer.beginObject(&out)
      for (name, tally) in rows {
        writer.key(name, &out)
        Self.write(tally, &writer, &out)
      }
      writer.endObject(&out)
    }
    writer.key("confusions", &out)
    writer.beginArray(&out)
    for (confusion, count) in runs[0].run.commonestConfusions(errors) {
      writer.beginObject(&out)
      writer.key("meant", &out)
      writer.string(confusion.meant, &out)
      writer.key("restored", &out)
      writer.string(confusion.restored, &out)
      writer.key("count", &out)
      writer.number(count, &out)
      writer.endObject(&out)
    }
    writer.endArray(&out)
    writer.endObject(&out)
    out.append(0x0A)
    return out.string
  }

  private static func write(
    _ tally: RestorationEvaluation.Tally, _ writer: inout JSONWriter, _ out: inout ByteBuffer
  ) {
    writer.beginObject(&out)
    writer.key("accuracy", &out)
    writer.number((tally.accuracy * 10_000).rounded() / 100, &out)
    writer.key("syllables", &out)
    writer.number(tally.all, &out)
    writer.key("right", &out)
    writer.number(tally.right, &out)
    writer.endObject(&out)
  }
}
