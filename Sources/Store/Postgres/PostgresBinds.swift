import CPQ

/// Values as libpq wants them: numbers and texts as text, bytes as they are, each with its type.
struct PostgresBinds {
    private var bytes: [CChar] = []
    private var starts: [Int?] = []
    private var types: [Oid] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .null: add(nil, type: 0, format: 0)
            case .integer(let number): add(Array(String(number).utf8), type: PostgresType.int8, format: 0)
            case .real(let number): add(Array(String(number).utf8), type: PostgresType.float8, format: 0)
            case .text(let text): add(Array(text.utf8), type: PostgresType.text, format: 0)
            case .blob(let bytes): add(bytes, type: PostgresType.bytea, format: 1)
            }
        }
    }

    private mutating func add(_ content: [UInt8]?, type: Oid, format: Int32) {
        starts.append(content == nil ? nil : bytes.count)
        types.append(type)
        formats.append(format)
        lengths.append(Int32(content?.count ?? 0))
        guard let content else { return }
        bytes += content.lazy.map(CChar.init(bitPattern:))
        bytes.append(0)
    }

    func withPointers<Value>(
        _ body: (
            Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> Value
    ) -> Value {
        bytes.withUnsafeBufferPointer { buffer in
            let values = starts.map { start in start.flatMap { buffer.baseAddress?.advanced(by: $0) } }
            return values.withUnsafeBufferPointer { values in
                body(Int32(types.count), types, values.baseAddress, lengths, formats)
            }
        }
    }
}

/// The types that Skein binds and reads, by the numbers that `pg_type.h` gives them.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let varchar: Oid = 1043
    static let void: Oid = 2278
}
