// swift-tools-version: 6.1
import PackageDescription

// Measurements. A package of its own, so that nobody who uses the library builds it or fetches what it needs.

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "VietText", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .target(name: "BenchmarkText"),
    // Ratios to ICU, the C library and memcpy in the same run.
    .executableTarget(
      name: "viet-ratios",
      dependencies: [
        "BenchmarkText", .product(name: "VietText", package: "VietText"),
        .product(name: "VietIndex", package: "VietText"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // The index engine under the protocol of Engines/index.
    .executableTarget(
      name: "viet-engine",
      dependencies: [
        .product(name: "VietText", package: "VietText"), .product(name: "VietIndex", package: "VietText"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // Wall clock, throughput, peak memory: `swift package benchmark`.
    .executableTarget(
      name: "VietBenchmarks",
      dependencies: [
        "BenchmarkText", .product(name: "VietText", package: "VietText"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/VietBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
