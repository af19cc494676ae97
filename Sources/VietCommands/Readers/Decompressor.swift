internal import CZlib
internal import CZstd
package import VietCore

/// What a compressed input can be packed in; known by its first bytes.
package enum Packing: Equatable {
  case none, gzip, zstd

  /// RFC 1952 and RFC 8878 say how a file begins.
  package init(firstBytes bytes: UnsafeRawBufferPointer) {
    self =
      if bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
        .gzip
      } else if bytes.count >= 4,
        bytes.loadUnaligned(as: UInt32.self).littleEndian == 0xFD2F_B528
      { .zstd } else { .none }
  }
}

/// Unpacks gzip (several members too) or zstd (several frames too) as the bytes come.
package final class Decompressor {
  package enum Failure: Error, Equatable {
    case damaged(String)
    case endsTooEarly
  }

  /// Raw bytes read but not yet unpacked.
  private var input = ByteBuffer(capacity: 1 << 16)
  private var consumed = 0
  private var state: State
  private var isAtBoundary = true

  private enum State {
    case plain
    case gzip(UnsafeMutablePointer<z_stream>)
    case zstd(OpaquePointer)
  }

  /// `firstBytes` are looked at and kept: they are the first that come out.
  package init(_ packing: Packing, firstBytes: UnsafeRawBufferPointer) {
    input.append(firstBytes)
    switch packing {
    case .none: state = .plain
    case .gzip:
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      stream.initialize(to: z_stream())
      // 15 + 16: the largest window, a gzip header wanted.
      let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      precondition(status == Z_OK, "no memory for zlib")
      state = .gzip(stream)
    case .zstd:
      guard let stream = ZSTD_createDStream() else { preconditionFailure("no memory for zstd") }
      state = .zstd(stream)
    }
  }

  deinit {
    switch state {
    case .plain: break
    case .gzip(let stream):
      inflateEnd(stream)
      stream.deallocate()
    case .zstd(let stream): ZSTD_freeDStream(stream)
    }
  }

  /// Fills `target` as far as possible; 0 at the end. `refill` appends raw bytes and returns how many.
  package func read(
    into target: UnsafeMutableRawBufferPointer, refill: (inout ByteBuffer) throws -> Int
  ) throws -> Int {
    while true {
      if consumed == input.count {
        input.removeAll()
        consumed = 0
        if try refill(&input) == 0 {
          if !isAtBoundary { throw Failure.endsTooEarly }
          return 0
        }
      }
      let n = try unpack(into: target)
      if n > 0 { return n }
    }
  }

  private func unpack(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    switch state {
    case .plain:
      let n = min(target.count, input.count - consumed)
      target.copyMemory(from: UnsafeRawBufferPointer(start: input.base + consumed, count: n))
      consumed += n
      return n
    case .gzip(let stream): return try inflate(stream, into: target)
    case .zstd(let stream): return try decompress(stream, into: target)
    }
  }

  private func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    stream.pointee.next_in = input.base + consumed
    stream.pointee.avail_in = UInt32(input.count - consumed)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(min(target.count, 1 << 30))
    let offered = stream.pointee.avail_out
    isAtBoundary = false
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    consumed = input.count - Int(stream.pointee.avail_in)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      inflateReset(stream)
      isAtBoundary = true
      // Zeros after the last member pad a tape block; gzip itself passes over them.
      while consumed < input.count, input.base[consumed] == 0 { consumed += 1 }
    default:
      throw .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
    return Int(offered - stream.pointee.avail_out)
  }

  private func decompress(
    _ stream: OpaquePointer, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    var source = ZSTD_inBuffer(src: input.base, size: input.count, pos: consumed)
    var result = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let status = ZSTD_decompressStream(stream, &result, &source)
    if ZSTD_isError(status) != 0 { throw .damaged(String(cString: ZSTD_getErrorName(status))) }
    consumed = source.pos
    isAtBoundary = status == 0
    return result.pos
  }
}
