extension UnitFacts {
  /// Whether a word of three units or four that the treebank's vocabulary bears lies across the gap between units `i`
  /// and `i + 1`.
  package func liesInLongWord(_ i: Int) -> Bool {
    let around = lists(3, i &- 1) | lists(3, i) | lists(4, i &- 2) | lists(4, i &- 1) | lists(4, i)
    return around & UInt64(WordTable.Lists.treebank.rawValue) != 0
  }
}
