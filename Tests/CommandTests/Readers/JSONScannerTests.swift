import Testing
import VietCore
import VietTestSupport

@testable import VietCommands

@Suite struct JSONScannerTests {
  static func check(_ text: [UInt8]) -> JSONError.Code? {
    text.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      var scratch = ByteBuffer(capacity: bytes.count)
      do throws(JSONError) {
        _ = try scanner.skipValue(scratch: &scratch)
        try scanner.expectEnd()
        return nil
      } catch { return error.code }
    }
  }

  static func check(_ text: String) -> JSONError.Code? { check(Array(text.utf8)) }

  @Test(arguments: [
    "{}", "[]", " [ ] ", #"{"a":1}"#, "0", "-0", "1.5e+10", "1E400", #""""#, #""\u0041\n\/\\\"""#, "true",
    "null",
    #"[1,"x",{"y":[false,null]}]"#, "\t\r\n 1 \n", #""\ud83d\ude00""#, #""\ud83d""#,
  ])
  func takesJSON(_ text: String) { #expect(Self.check(text) == nil) }

  @Test(arguments: [
    "", "{", "[1,]", "[1 2]", "{a:1}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "01", "+1", "1.", ".5", "1e",
    "nul",
    "True", "NaN", "'a'", #""a"#, "\"\t\"", #""\x41""#, #""\u12g4""#, "1 2", "[}", "]", #"{"a":1]"#, "-",
    "\"\\",
  ])
  func refusesWhatIsNot(_ text: String) { #expect(Self.check(text) != nil) }

  @Test func depthIsLimitedWithoutStack() {
    let limit = JSONScanner.maximalDepth
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      func nested(_ n: Int) -> String {
        String(repeating: open, count: n) + "1" + String(repeating: close, count: n)
      }
      #expect(Self.check(nested(limit)) == nil)
      #expect(Self.check(nested(limit + 1)) == .tooDeep)
      #expect(Self.check(String(repeating: open, count: 1_000_000)) == .tooDeep)
      #expect(throws: JSONError.self) { try JSONValue.parse(nested(limit + 1)) }
      #expect(throws: Never.self) { try JSONValue.parse(nested(limit)) }
    }
  }

  @Test func decodesEscapes() throws {
    #expect(try JSONValue.parse(#""a\u0111\ud83d\ude00\n\"é""#) == .string("ađ😀\n\"é"))
    #expect(try JSONValue.parse(#""\ud83dx\ude00""#) == .string("\u{FFFD}x\u{FFFD}"))
    #expect(try JSONValue.parse(#""\ud83d\ud83d\ude00""#) == .string("\u{FFFD}😀"))
  }

  /// A random value, and the text of it with random blanks and escapes.
  static func random(_ g: inout SeededGenerator, depth: Int) -> (JSONValue, String) {
    func blank() -> String { g.below(4) == 0 ? g.pick([" ", "\n", "\t", "\r\n"]) : "" }
    func string() -> (String, String) {
      var value = ""
      var text = "\""
      for _ in 0..<g.below(24) {
        let scalar = g.pick(Array("aế đ\u{301}😀\"\\/\n\t\u{7F}\u{2028}ư".unicodeScalars))
        value.unicodeScalars.append(scalar)
        if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || g.below(5) == 0 {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      return (value, text + "\"")
    }
    switch g.below(depth > 4 ? 4 : 6) {
    case 0: return (.null, "null")
    case 1:
      let value = g.below(2) == 0
      return (.bool(value), "\(value)")
    case 2:
      let number = Double(g.below(2_000_000) - 1_000_000) / g.pick([1, 8, 1024])
      return (.number(number), number == number.rounded() ? "\(Int(number))" : "\(number)")
    case 3:
      let (value, text) = string()
      return (.string(value), text)
    case 4:
      var values: [JSONValue] = []
      var texts: [String] = []
      for _ in 0..<g.below(5) {
        let (value, text) = random(&g, depth: depth + 1)
        values.append(value)
        texts.append(blank() + text + blank())
      }
      return (.array(values), "[" + (texts.isEmpty ? blank() : texts.joined(separator: ",")) + "]")
    default:
      var members: [(name: String, value: JSONValue)] = []
      var texts: [String] = []
      for k in 0..<g.below(5) {
        let (name, nameText) = string()
        let (value, text) = random(&g, depth: depth + 1)
        members.append(("\(k)" + name, value))
        let rest = String(nameText.unicodeScalars.dropFirst())
        texts.append(blank() + "\"\(k)" + rest + blank() + ":" + blank() + text)
      }
      return (.object(members), "{" + (texts.isEmpty ? blank() : texts.joined(separator: ",")) + "}")
    }
  }

  @Test func readsWhatWasMeant() throws {
    let seed: UInt64 = 51
    var g = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let (value, text) = Self.random(&g, depth: 0)
      #expect(try JSONValue.parse(text) == value, "seed \(seed) round \(round): \(text)")
      #expect(Self.check(text) == nil, "seed \(seed) round \(round): \(text)")
    }
  }

  @Test func writerAndReaderRoundTrip() throws {
    let seed: UInt64 = 52
    var g = SeededGenerator(seed: seed)
    func write(_ value: JSONValue, _ writer: inout JSONWriter, _ out: inout ByteBuffer) {
      switch value {
      case .null: writer.null(&out)
      case .bool(let value): writer.bool(value, &out)
      case .number(let value): writer.number(value, &out)
      case .string(let value): writer.string(value, &out)
      case .array(let values):
        writer.beginArray(&out)
        for value in values { write(value, &writer, &out) }
        writer.endArray(&out)
      case .object(let members):
        writer.beginObject(&out)
        for member in members {
          writer.key(member.name, &out)
          write(member.value, &writer, &out)
        }
        writer.endObject(&out)
      }
    }
    for round in 0..<200 {
      let (value, _) = Self.random(&g, depth: 0)
      var out = ByteBuffer()
      var writer = JSONWriter()
      write(value, &writer, &out)
      #expect(try JSONValue.parse(out.string) == value, "seed \(seed) round \(round)")
    }
  }

  @Test func writerMendsBadBytes() {
    var out = ByteBuffer()
    let bytes: [UInt8] = [0x61, 0xFF, 0xE1, 0xBA, 0x62, 0xED, 0xA0, 0x80, 0x00]
    bytes.withUnsafeBytes { JSONWriter.append($0, &out) }
    #expect(out.string == "\"a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\\u0000\"")
  }

  @Test(arguments: [0, 7, 10, 99, 100, -1, .max, .min, 1_000_000_000])
  func decimal(_ value: Int) {
    var out = ByteBuffer()
    out.appendDecimal(value)
    #expect(out.string == "\(value)")
  }

  /// Random texts, most of them damaged: accepted exactly where Python's json accepts them.
  @Test func agreesWithPython() throws {
    let seed: UInt64 = 53
    var g = SeededGenerator(seed: seed)
    var texts: [String] = []
    for _ in 0..<2000 {
      var (_, text) = Self.random(&g, depth: 1)
      // Damage: one character dropped, doubled or exchanged.
      if g.below(3) > 0, !text.isEmpty {
        var scalars = Array(text.unicodeScalars)
        let at = g.below(scalars.count)
        switch g.below(3) {
        case 0: scalars.remove(at: at)
        case 1: scalars.insert(scalars[at], at: at)
        default: scalars[at] = g.pick(Array("{}[],:\"\\0-.eE1 tx\n".unicodeScalars))
        }
        text = String(String.UnicodeScalarView(scalars))
      }
      texts.append(text)
    }
    let program = """
      import json, sys
      def refuse(c): raise ValueError(c)
      for text in sys.stdin.buffer.read().split(b"\\x00"):
        try: json.loads(text.decode("utf-8"), parse_constant=refuse); print("y", end="")
        except ValueError: print("n", end="")
      """
    let input = Array(texts.joined(separator: "\0").utf8)
    guard let result = try Subprocess.run("python3", ["-c", program], input: input), result.status == 0 else {
      print("skipped: python3 is not there to compare with")
      return
    }
    let answers = String(decoding: result.output, as: UTF8.self)
    #expect(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      #expect((Self.check(text) == nil) == (answer == "y"), "seed \(seed): \(text)")
    }
  }
}
