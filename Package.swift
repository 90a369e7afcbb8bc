// swift-tools-version:6.2
import PackageDescription

// `SKEIN_QUICK` leaves out everything that needs a network stack or a C library, so that the pure part builds in seconds;
// `SKEIN_QUICK=store` leaves the store in, `SKEIN_QUICK=print` the typesetter.
let quick = Context.environment["SKEIN_QUICK"]

// `SKEIN_STRICT`, set by `.ci/run` and `make check`, turns warnings into errors; a stranger's newer compiler does not.
let settings: [SwiftSetting] =
    Context.environment["SKEIN_STRICT"] != nil ? [.treatAllWarnings(as: .error)] : []

let pure: [Target] = [
    .target(name: "Unroll", swiftSettings: settings),
    .target(name: "Render", dependencies: ["Unroll"], swiftSettings: settings),
    .target(name: "Simulated", dependencies: ["Unroll"], path: "Tests/Simulated", swiftSettings: settings),
    .testTarget(
        name: "UnrollTests", dependencies: ["Unroll", "Simulated"], exclude: ["Cases", "Links.txt"],
        swiftSettings: settings),
    .target(
        name: "SampleThreads", dependencies: ["Render", "Unroll"], path: "Tests/SampleThreads", swiftSettings: settings),
    .testTarget(
        name: "RenderTests", dependencies: ["Render", "Unroll", "Simulated", "SampleThreads"], exclude: ["Snapshots"],
        swiftSettings: settings),
]

let zlib: [Target] = [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])])
]

let print: [Target] = [
    .systemLibrary(
        name: "CPango", pkgConfig: "pangoft2", providers: [.apt(["libpango1.0-dev", "libharfbuzz-dev"])]),
    .target(name: "Print", dependencies: ["Unroll", "Render", "CPango", "CZlib"], swiftSettings: settings),
    .target(name: "Judges", path: "Tests/Judges", swiftSettings: settings),
    .testTarget(
        name: "PrintTests", dependencies: ["Print", "Render", "Unroll", "SampleThreads", "Judges"],
        swiftSettings: settings),
    .executableTarget(
        name: "printprobe", dependencies: ["Print", "Render", "Unroll", "SampleThreads"], path: "Tests/PrintProbe",
        swiftSettings: settings),
]

let store: [Target] = [
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
        name: "Store",
        dependencies: [
            "Unroll", "CPQ", "CZlib",
            .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
            .product(name: "Crypto", package: "swift-crypto"),
        ],
        swiftSettings: settings),
    .executableTarget(
        name: "storeprobe", dependencies: ["Store", "Unroll"], path: "Tests/StoreProbe", swiftSettings: settings),
    .testTarget(
        name: "StoreTests", dependencies: ["Store", "Unroll", "Simulated", "storeprobe"], swiftSettings: settings),
]

let storePackages: [Package.Dependency] = [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
]

let shell: [Target] = [
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CResolv"),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CGumbo", path: "Tests/CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(
        name: "CUnpack", path: "Tests/CUnpack", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .target(
        name: "Fetch",
        dependencies: [
            "Unroll", "CZip", "CResolv",
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ],
        swiftSettings: settings),
    .target(name: "CVips"),
    .target(name: "CSiteFiles", exclude: ["files"]),
    .systemLibrary(name: "CMalloc"),
    .target(
        name: "Serve",
        dependencies: [
            "Unroll", "Fetch", "Store", "Render", "Print", "CBrotli", "CMalloc", "CZlib", "CSiteFiles", "CVips",
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        swiftSettings: settings),
    .executableTarget(
        name: "skein",
        dependencies: [
            "Unroll", "Fetch", "Render", "Print", "Store", "Serve",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Logging", package: "swift-log"),
        ],
        swiftSettings: settings),
    .target(
        name: "Loopback",
        dependencies: [
            "Unroll", "Simulated",
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ],
        path: "Tests/Loopback", swiftSettings: settings),
    .executableTarget(
        name: "stage", dependencies: ["Loopback", "Simulated", "Unroll"], path: "Tests/Stage",
        swiftSettings: settings),
    .testTarget(
        name: "FetchTests", dependencies: ["Fetch", "Unroll", "Loopback", "Simulated"], swiftSettings: settings),
    .executableTarget(
        name: "bench",
        dependencies: [
            "Unroll", "Render", "Fetch", "Store", "Serve", "Simulated", "SampleThreads", "CZip",
            .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        ],
        path: "Tests/Bench", exclude: ["html-to-pdf.py"],
        swiftSettings: settings),
    .executableTarget(
        name: "serveprobe",
        dependencies: ["Serve", "Store", "Fetch", "Unroll", .product(name: "Logging", package: "swift-log")],
        path: "Tests/ServeProbe", swiftSettings: settings),
    .testTarget(
        name: "ServeTests",
        dependencies: [
            "serveprobe", "Serve", "Store", "Fetch", "Print", "Render", "Unroll", "Loopback", "Simulated", "Judges",
            "CUnpack",
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        exclude: ["Media/Pictures"],
        swiftSettings: settings),
    .testTarget(name: "HTMLOracleTests", dependencies: ["Unroll", "Simulated", "CGumbo"], swiftSettings: settings),
    .testTarget(
        name: "SkeinTests", dependencies: ["Unroll", "Store", "Loopback", "Simulated", "Judges"],
        swiftSettings: settings),
]

let shellPackages: [Package.Dependency] = [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

// `SKEIN_TESTS` names the test targets to build, parted by commas, where one is at work on few of them.
let tests = Context.environment["SKEIN_TESTS"].map { $0.split(separator: ",").map(String.init) }

let targets: [Target] =
    switch quick {
    case "store": pure + zlib + store
    case "print": pure + zlib + print
    case nil: pure + zlib + print + store + shell
    default: pure
    }

let package = Package(
    name: "skein",
    products: quick != nil ? [] : [.executable(name: "skein", targets: ["skein"])],
    dependencies: quick == "store" ? storePackages : quick != nil ? [] : storePackages + shellPackages,
    targets:
        targets
        .filter { target in target.type != .test || tests?.contains(target.name) ?? true },
    swiftLanguageModes: [.v6]
)
