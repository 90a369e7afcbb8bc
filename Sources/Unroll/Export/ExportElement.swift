/// One element of the list in an export's file.
package struct ExportElement: Sendable {
    /// Where an element stands: in which file, and how many stand before it.
    package struct Place: Hashable, Sendable {
        package var file: ExportFile
        package var number: Int
    }

    package var place: Place
    /// Its JSON; nil when it is too large or nested too deep to be read.
    package var json: [UInt8]?

    /// Nil when it is no object, or no JSON.
    func read<Content: JSONObject>(as _: Content.Type) -> Content? {
        guard let json else { return nil }
        var reader = JSONReader(json)
        return (try? reader.object()) ?? nil
    }
}
