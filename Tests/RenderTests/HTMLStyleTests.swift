import Foundation
import Testing

@testable import Render

@Suite struct HTMLStyleTests {
    /// coreutils' `sha256sum` is the judge; the document's content policy lets only this style sheet through.
    @Test func hashIsThatOfTheSheet() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        input.fileHandleForWriting.write(Data(HTMLStyle.sheet.bytes))
        try input.fileHandleForWriting.close()
        let digits = Array(output.fileHandleForReading.readDataToEndOfFile().prefix(64))
        process.waitUntilExit()
        let digest = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
        }
        #expect(HTMLStyle.hash == "sha256-" + Data(digest).base64EncodedString())
    }
}
