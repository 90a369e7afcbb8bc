import CPQ

/// What the server answered to one statement: rows in binary form.
final class PostgresAnswer {
    private let result: OpaquePointer

    /// Takes over `result`; throws where it is a failure, or none for want of memory or of a connection.
    init(_ result: OpaquePointer?, of connection: OpaquePointer) throws(StoreFailure) {
        guard let result else { throw .unavailable }
        self.result = result
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: break
        }
        guard PQstatus(connection) == CONNECTION_OK, let code = field("C") else { throw .unavailable }
        throw StoreFailure(sqlstate: code, message: field("n") ?? field("c") ?? code)
    }

    deinit { PQclear(result) }

    private func field(_ name: Unicode.Scalar) -> String? {
        PQresultErrorField(result, Int32(name.value)).map { String(cString: $0) }
    }

    var isCommitted: Bool { String(cString: PQcmdStatus(result)) == "COMMIT" }

    /// How many rows the statement changed.
    var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    func rows() throws(StoreFailure) -> [Row] {
        let fields = (0..<PQnfields(result)).map { $0 }
        let columns = fields.map { String(cString: PQfname(result, $0)) }
        let types = fields.map { PQftype(result, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            values.reserveCapacity(columns.count)
            for field in fields { values.append(try value(row, field, types[Int(field)])) }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    private func value(_ row: Int32, _ field: Int32, _ type: Oid) throws(StoreFailure) -> SQLValue {
        guard PQgetisnull(result, row, field) == 0 else { return .null }
        let start = UnsafeRawPointer(PQgetvalue(result, row, field))
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, field)))
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.bool: return .integer(integer(bytes))
        case PostgresType.float8: return .real(Double(bitPattern: UInt64(bitPattern: integer(bytes))))
        case PostgresType.float4: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: integer(bytes)))))
        case PostgresType.bytea: return .blob([UInt8](bytes))
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.void: return .null
        default: throw .unreadable("type \(type)")
        }
    }

    /// Big-endian, of as many bytes as there are.
    private func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let negative = (bytes.first ?? 0) & 0x80 != 0 && bytes.count > 1
        return bytes.reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}
