import Testing
import VietTestSupport

/// What the system refuses: one line on standard error, status 74, the last commit whole.
@Suite(.serialized) struct SystemLimitTests {
  /// An index of 500 documents, and 5000 more to add.
  static let prepared = """
    records 500 > a; sed 's/"d/"e/' <(records 5000) > b
    "$V" index build i --input jsonl --quiet a

    """

  private func expectRefusal(_ script: String, status: String = "74", saying: String = "can't") throws {
    let run = try Shell.run(
      Self.prepared + "rc=0; { \(script); } || rc=$?; echo $rc; docs i; \"$V\" index verify i >/dev/null")
    #expect(run.output == "\(status)\n500\n", "\(run.output) \(run.error)")
    #expect(run.errors.count == 1 && run.error.contains(saying), "\(run.error)")
    #expect(run.status == 0, "\(run.error)")
  }

  @Test func `Twenty file descriptors are enough`() throws {
    let run = try Shell.run(
      """
      ulimit -n 20
      \(Self.prepared)
      for n in 1 2 3 4 5 6; do sed "s/\\"d/\\"x$n/" a | "$V" index add i --quiet; done
      docs i; text 3000000 | "$V" sort --memory 16M | "$V" normalize | "$V" tokenize | wc -l
      """)
    #expect(run.status == 0 && run.output.hasPrefix("3500\n"), "\(run.output) \(run.error)")
  }

  @Test func `Too few file descriptors are one line`() throws {
    for count in 4...8 {
      let run = try Shell.run(
        Self.prepared
          + "rc=0; (ulimit -n \(count); \"$V\" index add i --input jsonl b) || rc=$?; echo $rc; docs i; \"$V\" index verify i >/dev/null"
      )
      let lines = run.output.split(separator: "\n")
      #expect(lines == ["74", "500"] || lines == ["0", "5500"], "\(count): \(run.output) \(run.error)")
      if lines.first == "74" { #expect(run.errors.count == 1, "\(run.error)") }
    }
  }

  @Test(.enabled(if: !SanitizedRun.isOn, "sanitizers reserve address space of their own"))
  func `Little address space is enough`() throws {
    let run = try Shell.run(
      "\(Self.prepared) ulimit -v 400000; \"$V\" index add i --memory 16M --threads 2 --quiet --input jsonl b; docs i"
    )
    #expect(run.status == 0 && run.output == "5500\n", "\(run.output) \(run.error)")
  }

  @Test func `A file where a folder should be`() throws {
    try expectRefusal("touch f; \"$V\" index build f/x --input jsonl b")
    try expectRefusal("touch f; \"$V\" index build f --input jsonl b")
    try expectRefusal("touch f; \"$V\" normalize -o f/x a")
  }

  @Test func `A folder that can't be written to`() throws {
    // Root may write to any folder but an immutable one, and making one needs a file system that knows them.
    let run = try Shell.run(
      """
      \(Self.prepared)
      lock() { chmod a-w i; chattr +i i 2>/dev/null || [ "$(id -u)" != 0 ]; }
      if lock; then rc=0; "$V" index add i --input jsonl b || rc=$?; chattr -i i 2>/dev/null || true; else rc=74; echo skipped >&2; fi
      chmod u+w i; echo $rc; docs i
      """)
    #expect(run.output == "74\n500\n", "\(run.output) \(run.error)")
    #expect(run.errors.count == 1, "\(run.error)")
  }

  @Test(.enabled(if: !SanitizedRun.isOn, "the thread sanitizer's own memory is a file"))
  func `A limit on the size of files`() throws {
    try expectRefusal("(ulimit -f 40; \"$V\" index add i --input jsonl b)", saying: "ulimit -f")
    try expectRefusal("(ulimit -f 40; \"$V\" index build j --input jsonl b)", saying: "ulimit -f")
    try expectRefusal("(ulimit -f 40; text 300000 | \"$V\" sort -o o)", saying: "o: ")
    try expectRefusal(
      "(ulimit -f 40; text 300000 | \"$V\" normalize -o o) || { rc=$?; [ ! -e o ]; (exit $rc); }",
      saying: "o: ")
  }

  @Test func `A full disk`() throws {
    let run = try Shell.run(
      """
      mkdir m; if ! mount -t tmpfs -o size=400k none m 2>/dev/null; then echo skipped; exit 0; fi
      trap 'umount m' EXIT
      records 500 > a; sed 's/"d/"e/' <(records 20000) > b
      "$V" index build m/i --input jsonl --quiet a
      rc=0; "$V" index add m/i --input jsonl b || rc=$?; echo $rc; docs m/i; "$V" index verify m/i >/dev/null
      rc=0; "$V" normalize -o m/o b || rc=$?; echo $rc; ls m
      """)
    guard run.output != "skipped\n" else { return }
    #expect(run.output == "74\n500\n74\ni\n", "\(run.output) \(run.error)")
    #expect(run.errors.count == 2 && run.error.contains("No space left"), "\(run.error)")
  }

  @Test func `Nothing depends on the clock`() throws {
    let run = try Shell.run(
      """
      \(Self.prepared)
      touch -d '2099-01-01' i/* i a b
      "$V" index add i --input jsonl --quiet b; touch -d '1980-01-01' i/*; docs i
      "$V" index merge i --quiet; docs i; "$V" index verify i >/dev/null
      """)
    #expect(run.status == 0 && run.output == "5500\n5500\n", "\(run.output) \(run.error)")
  }
}
