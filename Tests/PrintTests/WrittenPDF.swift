import Foundation
import Judges

/// The objects of a file as qpdf reads them.
struct WrittenPDF {
    let objects: [String: Any]
    let trailer: [String: Any]

    init(_ pdf: [UInt8]) throws {
        let json = try Judge.qpdf.read(pdf, "--json", "--json-stream-data=inline", "--decode-level=generalized", "FILE")
        let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let parts = root?["qpdf"] as? [Any]
        var objects = (parts?.last as? [String: Any]) ?? [:]
        trailer = (objects.removeValue(forKey: "trailer") as? [String: Any])?["value"] as? [String: Any] ?? [:]
        self.objects = objects
    }

    /// What stands behind a reference.
    func resolved(_ value: Any?) -> Any? {
        guard let text = value as? String, text.hasSuffix(" R"), let object = objects["obj:" + text] as? [String: Any]
        else { return value }
        return object["value"] ?? (object["stream"] as? [String: Any])?["dict"]
    }

    func dictionary(_ value: Any?) -> [String: Any] { resolved(value) as? [String: Any] ?? [:] }
    func array(_ value: Any?) -> [Any] { resolved(value) as? [Any] ?? [] }

    /// The bytes of a stream.
    func stream(_ reference: Any?) -> [UInt8] {
        guard let text = reference as? String, let object = objects["obj:" + text] as? [String: Any],
            let data = (object["stream"] as? [String: Any])?["data"] as? String
        else { return [] }
        return Data(base64Encoded: data).map(Array.init) ?? []
    }

    var catalog: [String: Any] { dictionary(trailer["/Root"]) }
    var annotations: [Any] { pages.flatMap { array(dictionary($0)["/Annots"]) } }
    var pages: [String] { array(dictionary(catalog["/Pages"])["/Kids"]).compactMap { $0 as? String } }

    /// Every key of every dictionary, and every name that is a value of type, subtype or action.
    var names: Set<String> {
        var names = Set(trailer.keys)
        func collect(_ value: Any) {
            if let dictionary = value as? [String: Any] {
                for (key, value) in dictionary {
                    names.insert(key)
                    if key == "/S" || key == "/Subtype" || key == "/Type", let name = value as? String {
                        names.insert(name)
                    }
                    collect(value)
                }
            } else if let array = value as? [Any] {
                array.forEach(collect)
            }
        }
        objects.values.forEach(collect)
        return names
    }

    /// Every address that something leads to.
    var addresses: Set<String> {
        Set(
            objects.values.compactMap { object in
                let action = dictionary(dictionary((object as? [String: Any])?["value"])["/A"])
                return (action["/URI"] as? String).map { String($0.dropFirst(2)) }
            })
    }
}
