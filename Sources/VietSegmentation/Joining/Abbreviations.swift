/// Abbreviations that are written with a full stop, beside single letters: titles, kinds of places, marks of the trade.
///
/// None of them is a Vietnamese word when its stop is taken away.
enum Abbreviations {
  /// Returns whether a spelling is one, by its ``UnitHash``, without its last stop.
  static func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }

  /// Returns whether a sentence may end after it: nothing but the stop tells.
  static func mayEnd(_ hash: UInt64) -> Bool { endings.contains(hash) }

  private static let hashes = Set(
    [
      // places
      "tp", "tx", "tt", "kp",
      // titles
      "ts", "ths", "gs", "pgs", "tskh", "bs", "bsck", "ks", "kts", "ls", "ncs", "nsnd", "nsưt", "ngnd",
      "ngưt",
      "ds", "pgs.ts", "gs.ts", "gs.tskh", "mr", "mrs", "ms", "dr", "prof", "jr", "sr", "st", "th",
      // print and measure
      "v.v", "vv", "vs", "sđt", "đt", "đc", "nxb", "tr", "sđd", "stt", "inc", "ltd", "corp", "etc", "e.g",
      "i.e", "cf",
      "vol", "fig", "ph.d", "m.a", "b.a", "a.m", "p.m", "tcn", "scn",
    ].map { UnitHash.exact($0) })

  private static let endings = Set(
    ["v.v.", "vv.", "etc.", "inc.", "ltd.", "corp.", "tcn.", "scn."].map { UnitHash.exact($0) })
}
