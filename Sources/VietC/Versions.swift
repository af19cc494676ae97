// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import CVietText
internal import VietCore
internal import VietIndex
internal import VietKernels
internal import VietSegmentation
internal import VietUnicode

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Strings for C, made once and never freed.
private enum VersionStrings {
  nonisolated(unsafe) static let release: UnsafeMutablePointer<CChar>? = strdup(LibraryVersion.current)

  nonisolated(unsafe) static let details: UnsafeMutablePointer<CChar>? = strdup(
    """
    viettext \(LibraryVersion.current)
    icu \(UnicodeVersions.icu)
    unicode \(UnicodeVersions.unicode)
    index-format \(FormatVersion.current)
    word-model \(String(WordModel.builtIn.checksum, radix: 16))
    kernels \(KernelSet.current.name)
    """)
}

@c @implementation
public func viet_abi_version() -> Int32 { VIET_ABI_VERSION }

@c @implementation
public func viet_version() -> UnsafePointer<CChar>? { UnsafePointer(VersionStrings.release) }

@c @implementation
public func viet_version_details() -> UnsafePointer<CChar>? { UnsafePointer(VersionStrings.details) }
