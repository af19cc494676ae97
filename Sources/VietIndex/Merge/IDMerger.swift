internal import VietCore

/// Writes the ids of several segments as those of one, and their order, without holding either in memory.
///
/// The order is not sorted anew: the segments have theirs, which are merged.
struct IDMerger {
  let sources: [MergeSource]
  let order: MergeOrder
  let output: SegmentOutput

  /// Bytes that are collected before they are written.
  private static let step = 1 << 17

  func write() throws(IndexError) {
    try writeOffsets(try writeBytes())
    try writeOrder()
  }

  /// Returns where groups begin, and whether some id is longer than a byte can say.
  private func writeBytes() throws(IndexError) -> (starts: [UInt32], isWide: Bool) {
    var (starts, isWide): ([UInt32], Bool) = ([], false)
    starts.reserveCapacity(IDColumn.groups(order.count))
    var buffer = ByteBuffer(capacity: Self.step * 2)
    var (doc, position) = (0, 0)
    output.begin()
    for run in order.runs {
      let segment = sources[Int(run.source)].segment
      for old in run.docs {
        let id = try id(old, segment)
        if doc % IDColumn.group == 0 {
          guard let start = UInt32(exactly: position) else {
            throw IndexError(.tooLarge, "the ids of one segment exceed 4 GiB (split the index)")
          }
          starts.append(start)
        }
        if id.count > 255 { isWide = true }
        buffer.append(id)
        position += id.count
        doc += 1
        try drain(&buffer)
      }
    }
    try output.append(buffer)
    try output.end(.ids)
    return (starts, isWide)
  }

  private func writeOffsets(_ groups: (starts: [UInt32], isWide: Bool)) throws(IndexError) {
    var buffer = ByteBuffer(capacity: Self.step * 2)
    output.begin()
    for start in groups.starts {
      buffer.append(u32: start)
      try drain(&buffer)
    }
    for run in order.runs {
      let segment = sources[Int(run.source)].segment
      for old in run.docs {
        let length = try id(old, segment).count
        if groups.isWide { buffer.append(u16: UInt16(length)) } else { buffer.append(UInt8(length)) }
        try drain(&buffer)
      }
    }
    try output.append(buffer)
    try output.end(.idOffsets)
  }

  private func writeOrder() throws(IndexError) {
    var groups = IDGroups(sources.map(\.segment.ids))
    var group: [IDGroups.Member] = []
    var new: [UInt32] = []
    let width = IDColumn.width(order.count)
    var buffer = ByteBuffer(capacity: Self.step * 2)
    var count = 0
    output.begin()
    while groups.next(into: &group) {
      new.removeAll(keepingCapacity: true)
      for member in group {
        let number = sources[member.segment].newNumbers[Int(member.doc)]
        if number != MergeSource.dead { new.append(number) }
      }
      if new.count > 1 { new.sort() }
      for doc in new {
        for j in 0..<width { buffer.append(UInt8(truncatingIfNeeded: doc >> UInt32(8 * j))) }
      }
      count += new.count
      try drain(&buffer)
    }
    guard count == order.count else {
      throw IndexError(.corrupt, "the order of the ids is damaged in one of the segments that are merged")
    }
    try output.append(buffer)
    try output.end(.idOrder)
  }

  private func drain(_ buffer: inout ByteBuffer) throws(IndexError) {
    guard buffer.count >= Self.step else { return }
    try output.append(buffer)
    buffer.removeAll()
  }

  private func id(_ doc: UInt32, _ segment: Segment) throws(IndexError) -> UnsafeRawBufferPointer {
    guard let id = segment.ids[Int(doc)] else {
      throw .corrupt(segment.file, 0, "the id of a document can't be read")
    }
    return id
  }
}
