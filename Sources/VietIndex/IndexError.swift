/// What went wrong with an index, where, and what to do about it.
public struct IndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; more may be added.
  public struct Code: Hashable, Sendable {
    private let raw: UInt8
    private init(_ raw: UInt8) { self.raw = raw }
    /// Bytes are not what was written.
    public static let corrupt = Code(0)
    /// Written by a release whose format is no longer read.
    public static let tooOld = Code(1)
    /// Written by a newer release.
    public static let tooNew = Code(2)
    /// There is no index here.
    public static let missing = Code(3)
    /// There is an index already.
    public static let exists = Code(4)
    /// Another writer has it open.
    public static let locked = Code(5)
    /// The system refused a call on a file.
    public static let io = Code(6)
    /// Analyzer or schema are not those of the index.
    public static let mismatch = Code(7)
    /// More than the format can hold.
    public static let tooLarge = Code(8)
    /// The query asks for something that the index does not have.
    public static let badQuery = Code(9)
  }

  public let code: Code
  /// File inside the index, such as `s7.seg`.
  public let file: String?
  /// Bytes from the start of the file.
  public let offset: Int?
  /// What is wrong and what to do about it.
  public let detail: String
  /// The system's number of the failure when ``code`` is ``Code/io``.
  public let errno: Int32?

  public init(_ code: Code, file: String? = nil, offset: Int? = nil, errno: Int32? = nil, _ detail: String) {
    self.code = code
    self.file = file
    self.offset = offset
    self.errno = errno
    self.detail = detail
  }

  static func corrupt(_ file: String, _ offset: Int, _ what: String) -> IndexError {
    IndexError(.corrupt, file: file, offset: offset, "\(what) (run verify, then verify --repair)")
  }

  public var description: String {
    var text = ""
    if let file { text += file + ":" }
    if let offset { text += "@\(offset):" }
    return text.isEmpty ? detail : text + " " + detail
  }
}
