/// A file of the package that is made from rules: what it is called and what its bytes are.
///
/// To add one: write a type in a file of its own and name it in ``tables``.
protocol GeneratedTable {
  /// The file, relative to the root of the package.
  static var path: String { get }
  /// Makes the bytes. The same on every machine and in every run.
  static func make() throws -> [UInt8]
}

extension GeneratedTable {
  /// The name for the command line: the file without folders and ending.
  static var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.split(separator: ".").first ?? "")
  }
}

/// Every table, in the order in which they are made.
var tables: [any GeneratedTable.Type] {
  [
    SyllableTableGenerator.self, ScannerTableGenerator.self, NormalizationTableGenerator.self,
    WordTableGenerator.self,
  ]
}
