import Testing
import VietTestSupport

/// Several processes at one index, and processes that are ended: the last commit is whole, always.
@Suite(.serialized) struct ProcessTests {
  @Test func `Of two writers one is told to wait`() throws {
    let run = try Shell.run(
      """
      \(SystemLimitTests.prepared)
      mkfifo p; "$V" index add i --input jsonl --quiet < p & exec 3> p
      until ! flock -n i/write.lock true; do sleep 0.02; done
      rc=0; "$V" index add i --input jsonl --quiet b 2> e || rc=$?
      echo $rc; cat e >&2; exec 3>&-; wait; "$V" index verify i >/dev/null
      """)
    #expect(run.status == 0 && run.output == "74\n", "\(run.output) \(run.error)")
    #expect(run.errors.count == 1 && run.error.contains("another process is writing"), "\(run.error)")
  }

  @Test func `A writer is killed while ten readers search`() throws {
    let rounds = LongTests.count(6, long: 300)
    let run = try Shell.run(
      """
      \(SystemLimitTests.prepared)
      touch running
      reader() { while [ -e running ]; do n=$(docs i) || { echo "reader failed: $n"; exit 1; }
        [ $(( (n - 500) % 5000 )) = 0 ] || { echo "torn commit: $n"; exit 1; }; done; }
      for r in $(seq 10); do reader & readers[r]=$!; done
      for round in $(seq \(rounds)); do
        sed "s/\\"e/\\"r$round-/" b > c; "$V" index add i --input jsonl --quiet c & writer=$!
        sleep 0.$((RANDOM % 5))$((RANDOM % 10)); kill -9 $writer 2>/dev/null || true; wait $writer 2>/dev/null || true
        "$V" index verify i >/dev/null || echo "damaged in round $round"
        [ $(( ($(docs i) - 500) % 5000 )) = 0 ] || echo torn
      done
      rm running; for r in $(seq 10); do wait ${readers[r]} || echo "reader $r"; done
      "$V" index add i --input jsonl --quiet b; "$V" index verify i >/dev/null; ls i | grep -c -v -e seg -e commit -e lock || true
      """)
    #expect(run.status == 0 && run.output == "0\n", "\(run.output) \(run.error)")
  }

  @Test(arguments: ["INT", "TERM"])
  func `A signal at any time leaves the last commit`(signal: String) throws {
    let run = try Shell.run(
      """
      \(SystemLimitTests.prepared)
      for delay in 0 0.01 0.03 0.1 0.2 0.4; do
        "$V" index build j --input jsonl --overwrite --quiet a; sed 's/"e/"f/' b > c
        (trap - INT; exec "$V" index add j --input jsonl --quiet c) & pid=$!; sleep $delay; kill -\(signal) $pid 2>/dev/null || true
        wait $pid 2>/dev/null || true
        n=$(docs j); [ $n = 500 ] || [ $n = 5500 ] || echo "torn: $n"
        "$V" index verify j >/dev/null || echo damaged
        text 2000000 > t; cp t u; "$V" normalize --fold --in-place u & pid=$!; sleep $delay; kill -\(signal) $pid 2>/dev/null || true
        wait $pid 2>/dev/null || true
        "$V" normalize --fold t > w; cmp -s t u || cmp -s w u || echo "half a file"
      done
      """)
    #expect(run.status == 0 && run.output.isEmpty, "\(run.output) \(run.error)")
  }

  @Test(arguments: [
    "normalize --fold", "tokenize", "tokenize --format jsonl", "convert --from utf-8 --to viqr", "sort",
    "restore",
  ])
  func `A reader that goes away is no error`(verb: String) throws {
    guard try VietProcess.run(verb.split(separator: " ").map(String.init)).status != 2 else { return }
    let run = try Shell.run(
      "text 3000000 > t; \"$V\" \(verb) t | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}")
    #expect(run.output == "0\n" && run.error.isEmpty, "\(run.output) \(run.error)")
  }
}
