import Foundation
import Testing

@testable import Unroll

/// Every file in `Cases/` unrolls to what it says, from each post it does not exclude.
@Suite struct ThreadCaseTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".thread") }.sorted()

    @Test func thereAreManyCases() { #expect(Self.names.count >= 80) }

    @Test(arguments: names) func unrolls(_ name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let sample = try ThreadCase(text)
        #expect(!sample.expected.isEmpty)
        for anchor in sample.anchors {
            var conversation = sample.conversation
            conversation.anchor = PostID(anchor)
            let outcome = ThreadCase.outcome(of: conversation)
            for (key, values) in sample.expected.sorted(by: { $0.key < $1.key }) {
                let wanted = values == ["none"] && outcome[key]?.isEmpty == true ? [] : values
                #expect(outcome[key] ?? [] == wanted, "\(name), from \(anchor): \(key)")
            }
        }
    }
}
