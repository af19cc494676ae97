// swift-tools-version: 6.1
import PackageDescription

// Apart from the library's own package, so that nobody who wants no database has to fetch one.
let package = Package(
  name: "VietGRDB",
  platforms: [.macOS(.v15)],
  products: [.library(name: "VietGRDB", targets: ["VietGRDB"])],
  dependencies: [
    .package(name: "VietText", path: "../.."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(
      name: "VietGRDB",
      dependencies: [
        .product(name: "VietText", package: "VietText"), .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "notes", dependencies: ["VietGRDB", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "VietGRDBTests", dependencies: ["VietGRDB", .product(name: "GRDB", package: "GRDB.swift")]),
  ],
  swiftLanguageModes: [.v6]
)
