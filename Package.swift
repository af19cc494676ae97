// swift-tools-version: 6.1
import PackageDescription

// One row a module, in the order of the layers: a module may import only what stands above it
// and is named in its row. `--explicit-target-dependency-import-check error` holds it to that.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["VietTestSupport", systemPackage], swiftSettings: strict)
}

let package = Package(
  name: "VietText",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "VietText", targets: ["VietText"]),
    .library(name: "VietIndex", targets: ["VietIndex", "VietSearch"]),
    .library(name: "viettext", type: .static, targets: ["VietC"]),
    .executable(name: "viet", targets: ["viet"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // C walls and data
    .systemLibrary(
      name: "CICUSystem", pkgConfig: "icu-i18n",
      providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .target(name: "CVietData"),
    .target(name: "CVietKernels"),
    .target(name: "CVietText"),

    // Text half
    library("VietKernels", ["CVietKernels"]),
    library("VietCore", ["VietKernels"]),
    library("VietUnicode", ["VietCore", "VietKernels", "CICU", "CVietData"]),
    library("VietOrthography", ["VietUnicode", "VietCore", "VietKernels", "CVietData"]),
    library("VietEncodings", ["VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietData"]),
    library(
      "VietSegmentation",
      ["VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietKernels", "CVietData"]),
    library(
      "VietAnalysis",
      ["VietSegmentation", "VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietData"]),

    // Index half: knows tokens, not Vietnamese
    library("VietIndex", ["VietCore", "VietKernels", "CZstd", systemPackage]),
    library("VietSearch", ["VietIndex", "VietCore", "VietKernels"]),

    // Faces
    library(
      "VietText",
      ["VietCore", "VietUnicode", "VietOrthography", "VietEncodings", "VietSegmentation", "VietAnalysis"]),
    library(
      "VietC",
      [
        "VietText", "VietIndex", "VietSearch", "VietAnalysis", "VietSegmentation", "VietEncodings",
        "VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietText", systemPackage,
      ]),
    library(
      "VietTraining",
      ["VietSegmentation", "VietOrthography", "VietUnicode", "VietCore", "VietKernels", systemPackage]),
    library(
      "VietCommands",
      [
        "VietText", "VietTraining", "VietIndex", "VietSearch", "VietAnalysis", "VietSegmentation",
        "VietEncodings", "VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietData",
        "CZlib", "CZstd", systemPackage, argumentParser,
      ]),
    .executableTarget(name: "viet", dependencies: ["VietCommands"], swiftSettings: strict),
    .executableTarget(
      name: "viet-tablegen",
      dependencies: [
        "VietEncodings", "VietSegmentation", "VietOrthography", "VietUnicode", "VietCore", "VietKernels",
        systemPackage,
      ],
      swiftSettings: strict),

    // Tests
    .target(
      name: "VietTestSupport", dependencies: ["VietIndex", "VietCore", systemPackage],
      path: "Tests/VietTestSupport",
      swiftSettings: strict),
    .target(
      name: "VietFuzzing",
      dependencies: [
        "VietCommands", "VietSearch", "VietIndex", "VietAnalysis", "VietSegmentation", "VietEncodings",
        "VietOrthography", "VietUnicode", "VietCore", "VietKernels", "CVietData", "CVietText", "VietC",
        "VietTestSupport",
      ],
      path: "Tests/VietFuzzing", swiftSettings: strict),
    tests("VietKernelsTests", ["VietKernels"]),
    tests("VietCoreTests", ["VietCore"]),
    tests("VietUnicodeTests", ["VietUnicode", "VietCore", "VietKernels", systemPackage]),
    tests(
      "VietOrthographyTests",
      ["VietOrthography", "VietUnicode", "VietCore", "VietKernels"]),
    tests("VietEncodingsTests", ["VietEncodings", "VietOrthography", "VietUnicode", "VietCore"]),
    tests(
      "VietSegmentationTests",
      ["VietSegmentation", "CVietData", "VietOrthography", "VietUnicode", "VietCore"]),
    tests(
      "VietAnalysisTests",
      ["VietAnalysis", "VietSegmentation", "VietOrthography", "VietUnicode", "VietCore"]),
    tests("VietIndexTests", ["VietIndex", "VietCore", "VietKernels"]),
    tests("VietSearchTests", ["VietSearch", "VietIndex", "VietAnalysis", "VietCore"]),
    tests("VietTrainingTests", ["VietTraining", "VietSegmentation", "VietCore"]),
    tests(
      "LawTests",
      [
        "VietText", "VietIndex", "VietSearch", "VietCommands", "VietAnalysis", "VietSegmentation",
        "VietEncodings", "VietOrthography", "VietUnicode", "VietCore",
      ]),
    tests("FormatTests", ["VietIndex", "VietSearch", "VietAnalysis", "VietSegmentation"]),
    tests("FuzzTests", ["VietFuzzing", "VietCore"]),
    tests("CommandTests", ["VietCommands", "VietAnalysis", "VietCore", "viet", argumentParser]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx17
)

// `make fuzz` alone builds what only links with libFuzzer.
if Context.environment["VIET_FUZZ"] != nil {
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "viet-fuzz", dependencies: ["VietFuzzing", "CFuzzer"], path: "Tests/Fuzz/viet-fuzz",
      swiftSettings: strict),
  ]
}
