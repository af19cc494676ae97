import Testing

@testable import VietCommands

@Suite struct VietProgramTests {
  @Test func unknownVerbIsWrongUsage() {
    #expect(VietMain.status(of: ["no-such-verb"]) == .bad)
  }
}
