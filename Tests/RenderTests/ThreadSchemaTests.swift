import Foundation
import SampleThreads
import Simulated
import Testing

@testable import Render
@testable import Unroll

/// What is written as JSON, against `docs/thread.schema.json`.
@Suite struct ThreadSchemaTests {
    private let check: JSONSchemaCheck

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bytes = try Data(contentsOf: root.appending(path: "docs/thread.schema.json"))
        check = JSONSchemaCheck(document: try JSONValue(parsing: Array(bytes)))
    }

    @Test(arguments: Samples.all.map(\.name)) func samplesFit(_ name: String) throws {
        let thread = try #require(Samples.all.first { $0.name == name }).thread
        let document = try JSONValue(parsing: render(thread, as: .json))
        #expect(check.complaints(about: document, against: check.document) == [])
    }

    @Test func whatNobodyDocumentedIsRefused() throws {
        let document = try JSONValue(parsing: render(Samples.lens, as: .json))
        var object = document.object
        object["extra"] = .bool(true)
        #expect(check.complaints(about: .object(object), against: check.document) == ["$ may not have extra"])
        object["extra"] = nil
        object["posts"] = .list(
            document["posts"]?.list.map { post in
                .object(post.object.merging(["mood": .string("calm")]) { $1 })
            } ?? [])
        #expect(
            check.complaints(about: .object(object), against: check.document)
                == (0..<5).map { "$.posts[\($0)] may not have mood" })
    }

    /// A property that no sample fills could be described wrongly without anybody noticing.
    @Test func samplesFillEveryProperty() throws {
        var (all, used) = (Set<String>(), Set<String>())
        list(check.document, "", &all)
        for sample in Samples.all {
            note(try JSONValue(parsing: render(sample.thread, as: .json)), check.document, "", &used)
        }
        #expect(all.count > 90)
        #expect(all.subtracting(used).sorted() == [])
    }

    /// Every object is closed, so that a reader of the schema knows all there is.
    @Test func objectsAreClosed() {
        func objects(_ value: JSONValue) -> [JSONValue] {
            let inner = value.list + value.object.values
            return (value["properties"] != nil && value["type"] != nil ? [value] : []) + inner.flatMap(objects)
        }
        let objects = objects(check.document)
        #expect(objects.count > 15)
        #expect(objects.allSatisfy { $0["additionalProperties"] == .bool(false) })
    }

    /// The place of every property in `schema`, each definition once.
    private func list(_ schema: JSONValue, _ place: String, _ all: inout Set<String>) {
        if let reference = schema["$ref"]?.string {
            if all.contains(where: { $0.hasPrefix(reference + "/") }) { return }
            return list(check.resolved(schema), reference, &all)
        }
        for (number, part) in parts(of: schema).enumerated() { list(part, "\(place)|\(number)", &all) }
        if let items = schema["items"] { list(items, "\(place)[]", &all) }
        for (name, property) in schema["properties"]?.object ?? [:] {
            all.insert("\(place)/\(name)")
            list(property, "\(place)/\(name)", &all)
        }
    }

    /// The places that `value` fills with more than null and nothing.
    private func note(_ value: JSONValue, _ schema: JSONValue, _ place: String, _ used: inout Set<String>) {
        if value == .null || value == .list([]) || value == .string("") { return }
        used.insert(place)
        if let reference = schema["$ref"]?.string { return note(value, check.resolved(schema), reference, &used) }
        for (number, part) in parts(of: schema).enumerated()
        where check.complaints(about: value, against: part).isEmpty {
            note(value, part, "\(place)|\(number)", &used)
        }
        for element in value.list { schema["items"].map { note(element, $0, "\(place)[]", &used) } }
        for (name, member) in value.object {
            if let property = schema["properties"]?[name] { note(member, property, "\(place)/\(name)", &used) }
        }
    }

    private func parts(of schema: JSONValue) -> [JSONValue] {
        (schema["anyOf"]?.list ?? []) + (schema["oneOf"]?.list ?? [])
    }
}
