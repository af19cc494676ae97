extension Alignment {
  /// Collects edits in the order of the text. One reservation a batch; joins edits that touch.
  public struct Builder: ~Copyable {
    private var edits: [Edit] = []

    public init() {}

    /// Records that `original` became `normalized`. Calls must ascend.
    public mutating func replace(_ original: UTF8Range<Original>, with normalized: UTF8Range<Normalized>) {
      if let last = edits.last, last.original.upperBound == original.lowerBound,
        last.normalized.upperBound == normalized.lowerBound
      {
        edits[edits.count - 1] = Edit(
          original: UTF8Range(last.original.lowerBound, original.upperBound),
          normalized: UTF8Range(last.normalized.lowerBound, normalized.upperBound))
        return
      }
      edits.append(Edit(original: original, normalized: normalized))
    }

    /// Forgets the edits and keeps the storage.
    public mutating func removeAll() { edits.removeAll(keepingCapacity: true) }

    public consuming func finish() -> Alignment { Alignment(edits: edits) }
  }
}
