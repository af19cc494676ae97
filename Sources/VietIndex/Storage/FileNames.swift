/// Names of the files of an index. A number is never used twice.
package enum FileNames {
  /// The manifest of the last commit.
  static let commit = "commit.vti"
  static let lock = "write.lock"

  /// The manifest of commit `generation` until it is renamed.
  static func pendingCommit(_ generation: UInt64) -> String { "commit-\(generation).tmp" }

  static func segment(_ number: UInt64) -> String { "s\(number).seg" }

  /// Whether a writer may sweep away `name` when no commit mentions it: only names that a writer of ours gives.
  package static func isOurs(_ name: String) -> Bool {
    func digits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { 48...57 ~= $0 } }
    if name.hasPrefix("s"), name.hasSuffix(".seg") { return digits(name.dropFirst().dropLast(4)) }
    if name.hasPrefix("commit-"), name.hasSuffix(".tmp") { return digits(name.dropFirst(7).dropLast(4)) }
    return name == commit || name == lock
  }
}
