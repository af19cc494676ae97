internal import ArgumentParser
internal import VietEncodings
internal import VietOrthography

/// The values of `--from`.
struct SourceEncoding: ExpressibleByArgument {
  /// Nothing for `auto`.
  let encoding: TextEncoding?

  init?(argument: String) {
    guard argument != "auto" else {
      encoding = nil
      return
    }
    guard let encoding = TextEncoding(name: argument) else { return nil }
    self.encoding = encoding
  }
}

/// The values of `--to`.
struct TargetEncoding: ExpressibleByArgument {
  let encoding: TextEncoding

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  init?(argument: String) {
    guard let encoding = TextEncoding(name: argument), encoding.isWritable else { return nil }
    self.encoding = encoding
  }

  var defaultValueDescription: String { encoding.name }
}

/// The values of `--tone` where it names a placement.
enum ToneChoice: String, CaseIterable, ExpressibleByArgument {
  case old, new

  var style: ToneMarkStyle { self == .old ? .traditional : .modern }
}

/// The values of `--unmappable`.
enum UnmappableChoice: String, CaseIterable, ExpressibleByArgument {
  case error, replace, escape, lower

  var policy: UnmappablePolicy { UnmappablePolicy(rawValue: rawValue) ?? .error }
}
