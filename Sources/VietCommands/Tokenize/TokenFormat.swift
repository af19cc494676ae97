internal import ArgumentParser

/// The values of `--format`.
enum TokenFormat: String, CaseIterable, ExpressibleByArgument { case text, lines, tsv, jsonl, conllu }

/// The values of `--unit`.
enum TokenUnit: String, CaseIterable, ExpressibleByArgument { case word, syllable, sentence, search }

/// The values of `--input`.
enum TokenizeInput: String, CaseIterable, ExpressibleByArgument { case text, jsonl }
