internal import ArgumentParser
internal import VietCore

/// `viet man`: the manual page, in the language of man(1), made from the same definitions as `--help`.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Prints the manual page.",
    discussion: """
      EXAMPLES
        viet man > /tmp/viet.1
        viet man | man -l -
      """)

  func run() throws { try Output.standard().write(ManualPage().text) }
}

/// The manual page as roff.
struct ManualPage {
  /// All verbs and what they take.
  var text: String {
    var page = ".TH VIET 1 \"\" \"viet \(VersionText.program)\"\n.SH NAME\n"
    page += "viet \\- \(Self.escaped(Self.firstLower(VietProgram.configuration.abstract)))\n"
    page += ".SH SYNOPSIS\n.B viet\n.I verb\n[options] [FILE ...]\n"
    page += ".SH VERBS\n"
    page += Self.verbs(of: VietProgram.self, path: ["viet"])
    page += """
      .SH EXIT STATUS
      .TP
      .B 0
      done
      .TP
      .B 1
      ran, but the answer is no: nothing found, damage or a difference found, slower than the baseline
      .TP
      .B 2
      wrong usage or bad input
      .TP
      .B 74
      a file or folder can't be opened, read or written

      """
    return page
  }

  private static func verbs(of command: any ParsableCommand.Type, path: [String]) -> String {
    var text = ""
    for verb in command.configuration.subcommands {
      let name = path + [verb.configuration.commandName ?? ""]
      text += ".SS \(name.joined(separator: " "))\n.nf\n"
      for line in VietProgram.helpMessage(for: verb, columns: 78).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        text += escaped(String(line)) + "\n"
      }
      text += ".fi\n" + verbs(of: verb, path: name)
    }
    return text
  }

  /// Backslashes, hyphens and a control character at the start of a line mean something in roff.
  private static func escaped(_ line: String) -> String {
    var out = ""
    for character in line {
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      default: out.append(character)
      }
    }
    return out.hasPrefix(".") || out.hasPrefix("'") ? "\\&" + out : out
  }

  private static func firstLower(_ text: String) -> String {
    text.prefix(1).lowercased() + (text.hasSuffix(".") ? text.dropFirst().dropLast() : text.dropFirst())
  }
}
