/// The rules of the orthography: which rimes there are and what may stand before them.
///
/// The table of ``SyllableTable`` is generated from this and from nothing else. The inventory follows the
/// school grammars of the quốc ngữ orthography (Quyết định 240/QĐ of 1984 for the letters); what is rare or
/// borrowed is listed apart and named.
package enum SyllableRules {
  /// Rimes without a glide that stand after every onset.
  static let plain: [(Nucleus, [Coda])] = [
    (.a, [.none, .i, .y, .o, .u, .p, .t, .c, .ch, .m, .n, .ng, .nh]),
    (.aBreve, [.p, .t, .c, .m, .n, .ng]),
    (.aCircumflex, [.y, .u, .p, .t, .c, .m, .n, .ng]),
    (.e, [.none, .o, .p, .t, .c, .m, .n, .ng]),
    (.eCircumflex, [.none, .u, .p, .t, .ch, .m, .n, .nh]),
    (.i, [.none, .u, .p, .t, .ch, .m, .n, .nh]),
    (.ie, [.none, .u, .p, .t, .c, .m, .n, .ng]),
    (.o, [.none, .i, .p, .t, .c, .m, .n, .ng]),
    (.oCircumflex, [.none, .i, .p, .t, .c, .m, .n, .ng]),
    (.oHorn, [.none, .i, .p, .t, .m, .n]),
    (.u, [.none, .i, .p, .t, .c, .m, .n, .ng]),
    (.uo, [.none, .i, .t, .c, .m, .n, .ng]),
    (.uHorn, [.none, .i, .u, .t, .c, .ng]),
    (.uoHorn, [.none, .i, .u, .p, .t, .c, .m, .n, .ng]),
  ]

  /// Rare rimes without a glide, after every onset as well: boong, moóc, hừm, chưn, kêng, Thy.
  static let rare: [(Nucleus, [Coda])] = [
    (.oo, [.ng, .c]),
    (.ooCircumflex, [.ng, .c]),
    (.uHorn, [.m, .n]),
    (.eCircumflex, [.ng]),
    (.y, [.none]),
  ]

  /// Rimes with the glide, written o before `a ă e` and u elsewhere.
  static let gliding: [(Nucleus, [Coda])] = [
    (.a, [.none, .i, .y, .o, .p, .t, .c, .ch, .m, .n, .ng, .nh]),
    (.aBreve, [.t, .c, .m, .n, .ng]),
    (.aCircumflex, [.y, .t, .n, .ng]),
    (.e, [.none, .o, .t, .m, .n]),
    (.eCircumflex, [.none, .ch, .n, .nh]),
    (.y, [.none, .u, .p, .t, .ch, .n, .nh]),
    (.ie, [.none, .t, .n]),
    (.oHorn, [.none]),
  ]

  /// More rimes with the glide that are written with `qu` alone: quau, quắp, quấc, quết, quều, quốc, quít.
  static let afterQ: [(Nucleus, [Coda])] = [
    (.a, [.u]),
    (.aBreve, [.p]),
    (.aCircumflex, [.c]),
    (.e, [.c]),
    (.eCircumflex, [.t, .u]),
    (.oCircumflex, [.c]),
    (.i, [.none, .t, .ch, .n, .nh]),
  ]

  /// Onsets that no glide follows: the lips are busy already (b m p ph v), and gi.
  static func allowsGlide(_ onset: Onset) -> Bool {
    switch onset {
    case .b, .m, .p, .ph, .v, .gi: false
    default: true
    }
  }

  /// Borrowed words that break ``allowsGlide(_:)``: xe buýt, vải voan, moay-ơ, thùng phuy.
  static let borrowed: [(Onset, Nucleus, Coda)] = [
    (.b, .y, .t), (.v, .a, .n), (.m, .a, .y), (.ph, .y, .none),
  ]

  /// Whether the letters after `gi` can be told from another syllable: `giên` is gi + iên, `giu` gi + u.
  private static func follows(gi nucleus: Nucleus, _ coda: Coda) -> Bool {
    switch nucleus {
    case .y: false
    case .i: coda != .u
    case .eCircumflex: coda == .none || coda == .ch || coda == .nh
    default: true
    }
  }

  /// Calls `body` with every syllable that the rules admit, tone ngang or, where that is none, sắc.
  ///
  /// Each combination of onset, glide, nucleus and coda comes once.
  package static func forEachBase(_ body: (Syllable) -> Void) {
    func give(_ onset: Onset, _ glide: Bool, _ nucleus: Nucleus, _ coda: Coda) {
      body(Syllable(onset, glide: glide, nucleus, coda, coda.isStop ? .sac : .ngang))
    }
    func give(_ onset: Onset, _ glide: Bool, _ rimes: [(Nucleus, [Coda])]) {
      for (nucleus, codas) in rimes {
        for coda in codas where onset != .gi || follows(gi: nucleus, coda) {
          give(onset, glide, nucleus, coda)
        }
      }
    }
    for onset in Onset.allCases {
      give(onset, false, plain)
      give(onset, false, rare)
      if allowsGlide(onset) { give(onset, true, gliding) }
    }
    give(.c, true, afterQ)
    for (onset, nucleus, coda) in borrowed { give(onset, true, nucleus, coda) }
    // Đắk Lắk, as the province is written.
    give(.dStroke, false, .aBreve, .k)
    give(.l, false, .aBreve, .k)
  }

  /// The tones that a syllable can have: bit *n* is the tone with raw value *n*.
  ///
  /// `gi` + open `ia` is written with one i, so it can be told from `gi` + `a` by the place of the mark only,
  /// and there is one such word, (giặt) gịa.
  package static func tones(of onset: Onset, _ nucleus: Nucleus, _ coda: Coda) -> UInt8 {
    if onset == .gi, nucleus == .ie, coda == .none { return 1 << Tone.nang.rawValue }
    return coda.isStop ? 1 << Tone.sac.rawValue | 1 << Tone.nang.rawValue : 0b11_1111
  }
}
