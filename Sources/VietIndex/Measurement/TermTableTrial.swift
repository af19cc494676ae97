public import VietCore

/// The table of terms that a writer inverts documents with, by itself, for `Benchmarks/viet-ratios`; no part of the
/// interface of the library.
@_spi(Measurement)
public struct TermTableTrial: ~Copyable {
  private var table = TermTable(arenaCapacity: 64 << 20)

  public init() {}

  /// Different terms so far.
  public var count: Int { table.count }

  public mutating func removeAll() { table.removeAll() }

  /// Adds the terms of a document; documents come in ascending order.
  public mutating func add(_ batch: borrowing TermBatch, document: UInt32) {
    _ = table.add(batch, field: 0, doc: document, firstPosition: 0, keepsPositions: true)
  }
}
