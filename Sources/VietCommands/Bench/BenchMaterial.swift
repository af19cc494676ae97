internal import VietCore

/// What is measured on, as files, so that this process need not hold it while programs run on it.
struct BenchMaterial {
  /// What it is called in reports.
  let name: String
  /// Of ``textFile``.
  let bytes: Int
  let documents: Int
  let textFile: String
  /// The documents as JSON lines.
  let documentsFile: String
  /// The folder for an index of the documents.
  let index: String

  init(files: [String], folder: borrowing BenchFolder) throws {
    index = folder.path + "/index"
    (name, bytes, documents, textFile, documentsFile) = try Self.write(files, folder)
  }

  private static func write(
    _ files: [String], _ folder: borrowing BenchFolder
  ) throws -> (String, Int, Int, String, String) {
    let input = try BenchInput(files: files)
    let text = input.text
    return (
      input.name, text.count, input.documents.count, try folder.write(text, as: "text.txt"),
      try folder.write(input.jsonLines, as: "documents.jsonl")
    )
  }

  func readText() throws -> ByteBuffer {
    let file = try Input.open(textFile)
    var buffer = ByteBuffer(capacity: bytes + 64)
    try file.readAll(into: &buffer)
    return buffer
  }
}
