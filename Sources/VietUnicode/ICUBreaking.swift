internal import CICU

/// ICU's word breaks (UAX #29 with dictionaries): the authority that the scanner is tested against, and what it asks
/// about scripts written without blanks.
public struct ICUBreaker: ~Copyable {
  private let handle: OpaquePointer

  /// - Throws: ``ICUError``, where ICU's data lack break rules.
  public init(locale: String = "vi") throws(ICUError) {
    var status: Int32 = 0
    let handle = locale.withCString { vt_breaker_open($0, &status) }
    try ICUError.check(status)
    guard let handle else { throw ICUError(status: status) }
    self.handle = handle
  }

  deinit { vt_breaker_close(handle) }

  /// Appends the end (bytes) of each segment of `text` to `ends`; malformed bytes count as U+FFFD.
  ///
  /// - Throws: ``ICUError``, also for more than 2 GiB at once.
  public mutating func breaks(_ text: UnsafeRawBufferPointer, into ends: inout [UInt32]) throws(ICUError) {
    let status = withUnsafeMutablePointer(to: &ends) { sink in
      vt_breaker_run(
        handle, text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count,
        { context, end in context?.assumingMemoryBound(to: [UInt32].self).pointee.append(end) }, sink)
    }
    try ICUError.check(status)
  }

  /// The automaton behind the rules: what the scanner's tables are made from.
  public func compiledRules() throws(ICUError) -> CompiledBreakRules {
    let raw = UnsafeMutablePointer<vt_rules>.allocate(capacity: 1)
    defer { raw.deallocate() }
    var categories = [UInt8](repeating: 0, count: 0x11_0000)
    let status = categories.withUnsafeMutableBufferPointer { vt_breaker_rules(handle, raw, $0.baseAddress) }
    try ICUError.check(status)
    let states = Int(raw.pointee.states)
    let columns = Int(raw.pointee.categories)
    return CompiledBreakRules(
      states: states, categoryCount: columns, firstDictionaryCategory: Int(raw.pointee.dictionary),
      accepting: withUnsafeBytes(of: &raw.pointee.accepting) { Array($0.prefix(states)) },
      next: withUnsafeBytes(of: &raw.pointee.next) { Array($0.prefix(states * columns)) },
      categories: categories)
  }
}

/// A break automaton as ICU compiled it.
public struct CompiledBreakRules: Sendable {
  public let states: Int
  public let categoryCount: Int
  /// Categories from here on belong to scripts that are broken by dictionary.
  public let firstDictionaryCategory: Int
  /// 1 for states in which a segment may end.
  public let accepting: [UInt8]
  /// The state after `state` on `category`, at `state * categoryCount + category`; 0 stops, 1 starts.
  public let next: [UInt8]
  /// The category of each code point.
  public let categories: [UInt8]
}
