import Testing
import VietTestSupport

/// Files of other releases: a newer one is refused with both versions named, an older one opens or says what to do.
@Suite struct UpgradeTests {
  /// A copy of the golden index `i` and of the model `m`, in which `patch FILE OFFSET BYTE` changes a byte.
  private static let prepared = """
    cp -r '\(Repository.corpus)/index-formats/v1' i; rm -f i/write.lock
    cp '\(Repository.root)/Sources/CVietData/blobs/segment.bin' m
    patch() { printf "\\\\x$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }

    """

  @Test(arguments: [
    ("commit.vti", "09", "format 9, this build reads up to"),
    ("s1.seg", "09", "format 9, this build reads up to"), ("commit.vti", "00", "rebuild"),
  ])
  func `An index of another format is refused by name`(file: String, version: String, saying: String) throws {
    let run = try Shell.run(
      """
      \(Self.prepared) patch i/\(file) 8 \(version)
      for verb in 'search i x' 'index info i' 'index delete i --id d1'; do rc=0; "$V" $verb || rc=$?; [ $rc != 0 ] && [ $rc != 1 ]; done
      """)
    #expect(run.status == 0 && run.errors.count == 3, "\(run.status) \(run.error)")
    #expect(run.errors.allSatisfy { $0.contains(saying) && $0.contains("\(file):") }, "\(run.error)")
  }

  @Test func `A model of another version is refused by name`() throws {
    let run = try Shell.run(
      "\(Self.prepared) patch m 12 09; rc=0; echo 'một hai' | \"$V\" tokenize --model m || rc=$?; echo $rc")
    #expect(run.output == "2\n", "\(run.output) \(run.error)")
    #expect(run.errors.count == 1 && run.error.contains("version 9, this build reads "), "\(run.error)")
  }
}
