// swift-tools-version: 6.1
import PackageDescription

// Measurements as ratios to ICU and to memcpy in the same run. A package of its own, so that nobody who uses
// the library builds it.

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "VietText", path: "..")],
  targets: [
    .executableTarget(name: "viet-ratios", dependencies: [.product(name: "VietText", package: "VietText")])
  ],
  swiftLanguageModes: [.v6]
)
