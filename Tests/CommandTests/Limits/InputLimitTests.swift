import Testing
import VietTestSupport

/// Inputs of absurd shape: memory stays bounded, the answer is right or one line says why there is none.
///
/// Scaled down here; VIET_LONG_TESTS=1 gives the sizes that are promised.
@Suite(.serialized) struct InputLimitTests {
  static let megabyte = 1 << 20

  @Test(arguments: [
    "normalize", "normalize --repair --tone new", "normalize --fold", "tokenize --format tsv", "tokenize",
    "tokenize --unit syllable --format lines", "convert --from utf-8 --to vni",
  ])
  func `One endless line takes no more memory than its cap`(verb: String) throws {
    let size = LongTests.count(3 << 20, long: 1 << 30)
    let run = try Shell.run("line \(size) | \"$V\" \(verb) --threads 2 | wc -c")
    #expect(run.status == 0, "\(run.error)")
    #expect((Int(run.output.filter(\.isNumber)) ?? 0) >= size, "\(verb)")
    #expect(run.peakMemory < 96 * Self.megabyte, "\(verb): \(run.peakMemory) bytes")
  }

  @Test func `Endless combining marks are cut at the cap`() throws {
    let size = LongTests.count(2_500_000, long: 100_000_000)
    let run = try Shell.run(
      "printf a > in; (yes $'\\u0301' || true) | (tr -d '\\n' || true) | head -c \(size) >> in; \"$V\" normalize in | wc -c; \"$V\" tokenize --format tsv in | wc -l"
    )
    #expect(run.status == 0, "\(run.error)")
    #expect(run.peakMemory < 128 * Self.megabyte, "\(run.peakMemory) bytes")
  }

  @Test func `Many tiny documents`() throws {
    let count = LongTests.count(20_000, long: 10_000_000)
    let run = try Shell.run(
      "seq \(count) | \"$V\" index build i --input text --analyzer whitespace --memory 16M --quiet; docs i")
    #expect(run.output == "\(count)\n", "\(run.error)")
    // An id is remembered for each document: what is promised is 16 MiB of heap beside that.
    #expect(run.peakMemory < 96 * Self.megabyte + count * 24, "\(run.peakMemory) bytes")
  }

  @Test func `One huge document is analysed in stretches`() throws {
    let size = LongTests.count(8 << 20, long: 100 << 20)
    let run = try Shell.run(
      """
      text \(size) | tr '\\n' ' ' > in; "$V" index build i --input text --threads 1 --quiet in
      "$V" search i '"binh. Tieng"' --count; "$V" index verify i --quiet
      """)
    #expect(run.status == 0 && run.output.hasPrefix("1\n"), "\(run.output) \(run.error)")
    #expect(run.peakMemory < 96 * Self.megabyte + 4 * size, "\(run.peakMemory) bytes")
  }

  @Test func `A record of too many fields is named and skipped`() throws {
    let run = try Shell.run(
      """
      printf '{"id":"1"' > in; seq 100000 | sed 's/.*/,"f&":"a"/' | tr -d '\\n' >> in; printf '}\\n' >> in
      rc=0; "$V" index build i --input jsonl in || rc=$?; echo $rc; docs i || true
      """)
    #expect(run.output == "0\n0\n", "\(run.output) \(run.error)")
    #expect(
      run.errors.count == 1 && run.error.contains("in:1: ") && run.error.contains("--fields"), "\(run.error)")
  }

  @Test func `More clauses than are looked at are said so`() throws {
    let run = try Shell.run(
      """
      records 50 | "$V" index build i --input jsonl --quiet
      seq 100000 | tr '\\n' ' ' > q; "$V" search i --queries q --limit 3 | grep -c .
      """)
    #expect(run.status == 0 && run.output == "3\n", "\(run.output) \(run.error)")
    #expect(run.error.contains("more than 4096 words"), "\(run.error)")
  }

  @Test func `A huge query is answered`() throws {
    let size = LongTests.count(2_000_000, long: 50_000_000)
    let run = try Shell.run(
      """
      records 50 | "$V" index build i --input jsonl --quiet
      line \(size) > q; "$V" search i --queries q --limit 3 | grep -c .
      """)
    #expect(run.status == 0 && run.output == "3\n", "\(run.output) \(run.error)")
    #expect(run.peakMemory < 96 * Self.megabyte + 8 * size, "\(run.peakMemory) bytes")
  }

  @Test func `Deep nesting needs no stack`() throws {
    let depth = LongTests.count(1_000_000, long: 20_000_000)
    let run = try Shell.run(
      """
      records 50 | "$V" index build i --input jsonl --quiet
      for open in '(' '-(' 'NOT (' '"' '+' 't:('; do
        (yes "$open" || true) | (tr -d '\\n' || true) | head -c \(depth) > q; echo ' hòa' >> q
        "$V" search i --queries q --count >/dev/null 2>&1 || [ $? = 1 ]
      done
      for open in '[' '{"a":' '[{"a":['; do
        (printf '{"id":"x","t":'; (yes "$open" || true) | (tr -d '\\n' || true) | head -c \(depth); echo) > d
        "$V" index build j --input jsonl --overwrite d >/dev/null 2>> e || [ $? = 2 ]
        "$V" index build j --input text --overwrite --schema d d >/dev/null 2>> e || [ $? = 2 ]
      done
      """)
    #expect(run.status == 0, "\(run.status) \(run.error)")
  }

  @Test func `A huge lexicon`() throws {
    let count = LongTests.count(10_000, long: 5_000_000)
    let run = try Shell.run(
      """
      seq \(count) | sed 's/.*/từ mới &/' > words
      echo 'Đây là từ mới 77 đó.' | "$V" tokenize --lexicon words
      """)
    #expect(run.status == 0 && run.output.contains("từ_mới_77"), "\(run.output) \(run.error)")
    #expect(run.peakMemory < 96 * Self.megabyte + count * 400, "\(run.peakMemory) bytes")
  }

  @Test func `A bomb is unpacked in pieces`() throws {
    let size = LongTests.count(4_000_000, long: 10_000_000_000)
    let run = try Shell.run(
      "head -c \(size) /dev/zero | gzip -9 > b.gz; \"$V\" index build i --input tsv b.gz || [ $? = 2 ]; du -k b.gz"
    )
    #expect(run.status == 0, "\(run.status) \(run.error)")
  }
}
