internal import VietCore
internal import VietIndex

/// What an ingestion was asked for beyond what the index itself remembers.
struct IngestOptions: Sendable {
  var folder: String
  var threads: Int
  var isStrict: Bool
  var isQuiet: Bool
  var refusesMalformed: Bool
  var progress: When
}

/// Reads files into an index: one commit at the end.
struct Ingest {
  let plan: FieldPlan
  let options: IngestOptions

  struct Summary {
    var counts = IngestWorker.Counts()
    var bytes = 0
    var readableFiles = 0
    var status = ExitStatus.done
  }

  /// A record longer than this is handed over as it is, which makes it a bad one.
  static let recordCap = 256 << 20

  /// Adds the records of `files`; the caller commits. What stops a file does not stop the others.
  func run(_ files: [String]) throws -> Summary {
    var summary = Summary()
    let documents = Monitor(0)
    var workers: [IngestWorker] = []
    do throws(IndexError) {
      for _ in 0..<options.threads {
        let builder = options.threads > 1 ? try plan.makeBuilder() : nil
        workers.append(
          IngestWorker(plan: plan, options: options, builder: builder, documentsSoFar: documents))
      }
    } catch { throw CommandError(error, folder: options.folder) }
    let sizes = files.map { $0 == "-" ? nil : FileStatus(path: $0).size }
    let isPacked = files.contains { $0.hasSuffix(".gz") || $0.hasSuffix(".zst") || $0 == "-" }
    var progress = Progress(
      options.progress, total: isPacked ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }, unit: "documents",
      quiet: options.isQuiet)
    for file in files {
      var read = 0
      do {
        let input = try Input.openUnpacking(file)
        let base = summary.bytes
        try add(input, file, workers: workers, base: UInt64(base), many: files.count > 1) { bytes in
          read = bytes
          progress.update(bytes: base + bytes, count: documents.update { $0 })
        }
        summary.readableFiles += 1
      } catch let error as CommandError where !options.isStrict && error.file == file {
        Console.error(error)
        summary.status = max(summary.status, error.status)
      }
      summary.bytes += read + 1
    }
    summary.counts = workers.reduce(IngestWorker.Counts()) { $0 + $1.counts }
    return summary
  }

  private func add(
    _ input: borrowing Input, _ file: String, workers: [IngestWorker], base: UInt64, many: Bool,
    progress: (Int) -> Void
  ) throws {
    let format = plan.settings.input ?? RecordFormat(path: file)
    if format == .text, file != "-" {
      var bytes = ByteBuffer()
      while try input.read(into: &bytes, limit: 1 << 20) > 0 {
        guard bytes.count <= Self.recordCap else {
          throw CommandError(
            file: file,
            "larger than \(Self.recordCap >> 20) MiB, too much for one document (cut it, or --input jsonl)")
        }
      }
      var notes = ByteBuffer()
      workers[0].begin(file, format, names: [], base: base, namesLines: false)
      try Interruption.check()
      try workers[0].addWhole(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count), into: &notes)
      try Output.standardError().write(notes)
      return progress(bytes.count)
    }
    var names: [[UInt8]] = []
    if format == .csv || format == .tsv { names = try header(file, format) }
    for worker in workers {
      worker.begin(file == "-" ? "-" : file, format, names: names, base: base, namesLines: many)
    }
    let pipeline = PiecePipeline(threads: options.threads, cut: Self.cut(format))
    // A header that can't be read ahead is found by the worker of the first piece, which then does them all.
    let crew = names.isEmpty && (format == .csv || format == .tsv) ? [workers[0]] : workers
    try pipeline.run(input, workers: crew, into: Output.standardError(), progress: progress)
  }

  /// The names in the first line, read through an input of its own.
  private func header(_ file: String, _ format: RecordFormat) throws -> [[UInt8]] {
    guard file != "-" else { return [] }
    let input = try Input.openUnpacking(file)
    var bytes = ByteBuffer()
    let dialect: DelimitedReader.Dialect = format == .csv ? .csv : .tsv
    while try input.read(into: &bytes, limit: 1 << 16) > 0 {
      let soFar = UnsafeRawBufferPointer(start: bytes.base, count: bytes.count)
      if DelimitedReader.cut(soFar, dialect: dialect) > 0 || bytes.count > Self.recordCap { break }
    }
    do throws(RecordError) {
      let sound = ByteOrderMark.skipped(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
      return try DelimitedReader.header(sound, dialect: dialect).names
    } catch { throw CommandError(file: file, place: .line(error.line), error.detail) }
  }

  private static func cut(_ format: RecordFormat) -> PiecePipeline.Cut {
    switch format {
    case .jsonl, .text: PiecePipeline.lines(cap: recordCap)
    case .tsv: { bytes in delimitedCut(bytes, .tsv) }
    case .csv: { bytes in delimitedCut(bytes, .csv) }
    }
  }

  private static func delimitedCut(_ bytes: UnsafeRawBufferPointer, _ dialect: DelimitedReader.Dialect) -> Int
  {
    let cut = DelimitedReader.cut(bytes, dialect: dialect)
    return cut == 0 && bytes.count > recordCap ? bytes.count : cut
  }
}
