extension Connection {
    /// One `INSERT` for many rows: `statement` ends with `VALUES `. In pieces of powers of two up to 64, so that few different
    /// statements come of it.
    func insert(_ statement: SQL, rows: [SQL], ending: SQL = "") throws(StoreFailure) {
        for piece in pieces(rows) { try execute(statement + piece + ending) }
    }

    /// The same with what `RETURNING` gives, in no order.
    func inserted(_ statement: SQL, rows: [SQL], returning columns: SQL) throws(StoreFailure) -> [Row] {
        var returned: [Row] = []
        for piece in pieces(rows) { returned += try query("\(statement) \(piece) RETURNING \(columns)") }
        return returned
    }

    private func pieces(_ rows: [SQL]) -> [SQL] {
        var (rest, pieces) = (rows[...], [SQL]())
        while !rest.isEmpty {
            var size = 64
            while size > rest.count { size /= 2 }
            pieces.append(SQL.joined(Array(rest.prefix(size)), by: ", "))
            rest = rest.dropFirst(size)
        }
        return pieces
    }
}

extension Array {
    func chunked(_ size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
