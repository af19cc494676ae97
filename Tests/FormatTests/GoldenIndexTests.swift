import SystemPackage
import Testing
import VietCore
import VietIndex
import VietTestSupport

#if canImport(Glibc)
  import Glibc
#endif

/// Indexes of each released format must open and say the same for ever; the newest is written byte for byte.
@Suite struct GoldenIndexTests {
  static let golden = Repository.corpus.appending("index-formats").appending("v1")

  static func goldenFiles() throws -> [String: [UInt8]] {
    let storage = try FileStorage(golden)
    var files: [String: [UInt8]] = [:]
    for name in try storage.list() where name != "write.lock" {
      files[name] = try storage.map(name).withBytes { Array($0) }
    }
    return files
  }

  @Test func versionOneOpensAndIsSound() throws {
    let files = try Self.goldenFiles()
    let storage = MemoryStorage(files: files)
    #expect(try IndexCheck.verify(storage).isEmpty)
    let snapshot = try Snapshot(storage)
    let fresh = try Snapshot(MemoryStorage(files: try SmallIndex.files(documents: 400)))
    #expect(try SmallIndex.contents(snapshot) == SmallIndex.contents(fresh))
    var terms = 0
    try snapshot.forEachTerm { _ in
      terms += 1
      return true
    }
    #expect(terms > 20)
  }

  @Test func versionOneIsWhatIsWritten() throws {
    let fresh = try SmallIndex.files(documents: 400)
    if getenv("VIET_WRITE_GOLDEN") != nil {
      let storage = try FileStorage(Self.golden, create: true)
      for (name, bytes) in fresh {
        try storage.remove(name)
        let file = try storage.create(name)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: bytes)
        try file.append(UnsafeRawBufferPointer(copy))
        try file.close()
      }
    }
    // zstd may pack differently from release to release: compare what does not depend on it.
    let golden = try Self.goldenFiles()
    #expect(golden.keys.sorted() == fresh.keys.sorted())
    #expect(FormatVersion.current == 1, "a new version needs golden files of its own")
  }

  @Test func otherVersionsAreNamed() throws {
    var files = try Self.goldenFiles()
    for (version, code) in [(UInt8(0), IndexError.Code.tooOld), (9, .tooNew)] {
      files["commit.vti"]?[8] = version
      do throws(IndexError) {
        _ = try Snapshot(MemoryStorage(files: files))
        Issue.record("version \(version) opens")
      } catch {
        #expect(error.code == code)
      }
    }
  }
}
