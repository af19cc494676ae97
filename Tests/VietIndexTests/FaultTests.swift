import Testing
import VietCore
import VietIndex
import VietTestSupport

/// A failure of the disk at any call leaves the last commit whole.
@Suite struct FaultTests {
  /// A history of builds, additions, deletions, merges; returns the contents of each commit that was acknowledged.
  static func history(_ storage: FaultyStorage, _ acknowledged: inout [[String: String]]) throws(IndexError) {
    var writer = try IndexWriter(
      creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(),
      options: .init(memory: 16 << 20))
    try SmallIndex.add(0..<20, to: &writer)
    try writer.commit()
    acknowledged.append(try SmallIndex.contents(try Snapshot(storage)))
    for round in 1...8 {
      try SmallIndex.add((round * 5)..<(round * 5 + 12), to: &writer, version: round)
      var id = "d\(round)"
      _ = try SmallIndex.delete(&id, from: &writer)
      try writer.commit()
      acknowledged.append(try SmallIndex.contents(try Snapshot(storage)))
    }
    try writer.compact()
    acknowledged.append(try SmallIndex.contents(try Snapshot(storage)))
    try writer.add(contentsOf: try Snapshot(MemoryStorage(files: SmallIndex.files(documents: 30))))
    try writer.commit()
    acknowledged.append(try SmallIndex.contents(try Snapshot(storage)))
    try writer.close()
  }

  @Test func everyCallMayFail() throws {
    let sound = FaultyStorage()
    var commits: [[String: String]] = []
    try Self.history(sound, &commits)
    #expect(commits.count == 11)
    let calls = sound.calls
    #expect(calls > 60)
    for fault in FaultyStorage.Fault.allCases {
      for n in 1...calls {
        let storage = FaultyStorage(failsAt: n, fault: fault)
        var acknowledged: [[String: String]] = []
        var failed = false
        do throws(IndexError) { try Self.history(storage, &acknowledged) } catch { failed = true }
        // Only removals of what no commit names may fail unnoticed.
        if !failed { #expect(acknowledged == commits, "call \(n) \(fault)") }
        for (note, files) in [
          ("crash", storage.afterCrash), ("crash after names", storage.afterCrashWithNames),
          ("no crash", storage.files),
        ] {
          let after = MemoryStorage(files: files)
          guard let last = acknowledged.last else {
            // No commit was acknowledged: none, or a whole one.
            if let snapshot = try? Snapshot(after) {
              #expect(try SmallIndex.contents(snapshot) == commits[0], "\(note) at call \(n) \(fault)")
            }
            continue
          }
          let contents = try SmallIndex.contents(try Snapshot(after))
          let next = acknowledged.count < commits.count ? commits[acknowledged.count] : last
          #expect(contents == last || contents == next, "\(note) at call \(n) \(fault)")
          #expect(try IndexCheck.verify(after).isEmpty, "\(note) at call \(n) \(fault)")
          // The next writer goes on, and sweeps what the failure left.
          var writer = try IndexWriter(opening: after, analyzer: MarkedAnalyzer())
          try SmallIndex.add(900..<901, to: &writer)
          try writer.commit()
          try writer.close()
          let commit = try Snapshot(after).commit
          #expect(try SmallIndex.contents(try Snapshot(after)).count == contents.count + 1)
          #expect(
            after.files.count == commit.segments + 1, "\(note) at call \(n) \(fault): \(after.files.keys)")
        }
      }
    }
  }

  /// An index that is built anew in place of another: one of the two is there, whole.
  @Test func replacingMayFailAtEveryCall() throws {
    let old = try SmallIndex.files(documents: 40)
    let before = try SmallIndex.contents(try Snapshot(MemoryStorage(files: old)))
    func replace(_ storage: FaultyStorage) throws(IndexError) {
      var writer = try IndexWriter(
        creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer(),
        options: .init(replacesExisting: true))
      try SmallIndex.add(100..<130, to: &writer)
      try writer.commit()
      try writer.close()
    }
    let sound = FaultyStorage(files: old)
    try replace(sound)
    let after = try SmallIndex.contents(try Snapshot(MemoryStorage(files: sound.files)))
    #expect(after.count == 30)
    for fault in FaultyStorage.Fault.allCases {
      for n in 1...sound.calls {
        let storage = FaultyStorage(files: old, failsAt: n, fault: fault)
        var failed = false
        do throws(IndexError) { try replace(storage) } catch { failed = true }
        for files in [storage.afterCrash, storage.afterCrashWithNames, storage.files] {
          let contents = try SmallIndex.contents(try Snapshot(MemoryStorage(files: files)))
          #expect(contents == after || (failed && contents == before), "call \(n) \(fault)")
          #expect(try IndexCheck.verify(MemoryStorage(files: files)).isEmpty, "call \(n) \(fault)")
        }
      }
    }
  }

  @Test func aCommitTakesTwoFileSyncsAndOneOfTheFolder() throws {
    let storage = FaultyStorage()
    var writer = try IndexWriter(creating: storage, schema: SmallIndex.schema, analyzer: MarkedAnalyzer())
    try SmallIndex.add(0..<100, to: &writer)
    try writer.commit()
    let files = storage.fileSyncs
    let folder = storage.folderSyncs
    try SmallIndex.add(50..<150, to: &writer)
    try writer.commit()
    #expect(storage.fileSyncs - files == 2)
    #expect(storage.folderSyncs - folder == 1)
    try writer.close()
  }
}
