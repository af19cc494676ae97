/// Calls `body` with every way to cut `bytes` into one, two and three pieces (empty pieces included).
public func withEveryChunking(of bytes: [UInt8], _ body: ([ArraySlice<UInt8>]) throws -> Void) rethrows {
  try body([bytes[...]])
  for i in 0...bytes.count {
    try body([bytes[..<i], bytes[i...]])
    for j in i...bytes.count { try body([bytes[..<i], bytes[i..<j], bytes[j...]]) }
  }
}
