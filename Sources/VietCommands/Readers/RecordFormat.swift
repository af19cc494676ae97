internal import ArgumentParser

/// How records stand in an input.
enum RecordFormat: String, CaseIterable, Codable, Sendable, ExpressibleByArgument {
  case jsonl, text, tsv, csv

  /// What the ending of `path` says, with `.gz` and `.zst` looked through; text where it says nothing.
  init(path: String) {
    var name = path[...]
    for packed in [".gz", ".zst"] where name.hasSuffix(packed) { name = name.dropLast(packed.count) }
    self =
      if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { .jsonl } else if name.hasSuffix(".tsv") {
        .tsv
      } else if name.hasSuffix(".csv") { .csv } else { .text }
  }
}
