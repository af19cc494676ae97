internal import CVietText
internal import VietAnalysis
internal import VietCore
internal import VietEncodings
internal import VietIndex
internal import VietSegmentation

/// What a C function reports: a status, a place, and a sentence for people.
struct Failure: Error {
  var status: Status
  /// -1 where a place means nothing.
  var offset: Int64 = -1
  var message: String

  init(_ status: Status, offset: Int = -1, _ message: String) {
    self.status = status
    self.offset = Int64(offset)
    self.message = message
  }

  /// The statuses of the header; the raw value is what C sees.
  struct Status: Equatable {
    let value: viet_status
    private init(_ constant: Int) { value = viet_status(constant) }

    static let ok = Status(VIET_OK)
    static let invalidArgument = Status(VIET_INVALID_ARGUMENT)
    static let bufferTooSmall = Status(VIET_BUFFER_TOO_SMALL)
    static let malformed = Status(VIET_MALFORMED)
    static let unmappable = Status(VIET_UNMAPPABLE)
    static let tooLarge = Status(VIET_TOO_LARGE)
    static let stopped = Status(VIET_STOPPED)
    static let notFound = Status(VIET_NOT_FOUND)
    static let exists = Status(VIET_EXISTS)
    static let locked = Status(VIET_LOCKED)
    static let io = Status(VIET_IO)
    static let corrupt = Status(VIET_CORRUPT)
    static let mismatch = Status(VIET_MISMATCH)
    static let badQuery = Status(VIET_BAD_QUERY)
    static let unsupported = Status(VIET_UNSUPPORTED)
  }

  static let stopped = Failure(.stopped, "the callback ended the call")

  static func missing(_ what: String) -> Failure {
    Failure(
      .invalidArgument, "\(what) is NULL (pass one that was made by its ..._new, ..._open or ..._create)")
  }
}

/// An error of the library that C is told as a ``Failure``.
protocol FailureSource: Error {
  var failure: Failure { get }
}

extension MalformedUTF8Error: FailureSource {
  var failure: Failure {
    Failure(.malformed, offset: offset, "\(description) (invalid=replace or pass reads on)")
  }
}

extension ConversionError: FailureSource {
  var failure: Failure { Failure(code == .unmappable ? .unmappable : .malformed, offset: offset, detail) }
}

extension AnalyzerError: FailureSource {
  var failure: Failure {
    Failure(
      code == .tooNew ? .unsupported : .invalidArgument,
      line.map { "line \($0): \(description)" } ?? description)
  }
}

extension ModelError: FailureSource {
  var failure: Failure {
    let status: Failure.Status =
      switch code {
      case .badEntry: .invalidArgument
      case .otherVersion: .unsupported
      case .otherKind, .otherLexicon: .mismatch
      default: .corrupt
      }
    return Failure(status, description)
  }
}

extension IndexError: FailureSource {
  var failure: Failure {
    let status: Failure.Status =
      switch code {
      case .tooOld, .tooNew: .unsupported
      case .missing: .notFound
      case .exists: .exists
      case .locked: .locked
      case .io: .io
      case .mismatch: .mismatch
      case .tooLarge: .tooLarge
      case .badQuery: .badQuery
      default: .corrupt
      }
    return Failure(status, offset: offset ?? -1, description)
  }
}

/// Runs the body of a C function and tells its caller how it went.
func report(_ error: UnsafeMutablePointer<viet_error>?, _ body: () throws(Failure) -> Void) -> viet_status {
  do throws(Failure) {
    try body()
    error?.pointee.status = viet_status(VIET_OK)
    error?.pointee.offset = -1
    error?.pointee.message.0 = 0
    return viet_status(VIET_OK)
  } catch {
    return fill(failure: error)
  }

  func fill(failure: Failure) -> viet_status {
    guard let error else { return failure.status.value }
    error.pointee.status = failure.status.value
    error.pointee.offset = failure.offset
    var message = failure.message
    withUnsafeMutableBytes(of: &error.pointee.message) { target in
      message.withUTF8 { bytes in
        var count = min(bytes.count, target.count - 1)
        while count > 0, count < bytes.count, bytes[count] & 0xC0 == 0x80 { count -= 1 }
        target.copyBytes(from: bytes[..<count])
        target[count] = 0
      }
    }
    return failure.status.value
  }
}

/// Runs a body that throws errors of the library.
func translating<R: ~Copyable, E: FailureSource>(_ body: () throws(E) -> R) throws(Failure) -> R {
  do throws(E) { return try body() } catch { throw error.failure }
}
