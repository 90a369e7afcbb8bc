extension Connection {
    /// One `INSERT` for many rows: `statement` ends with `VALUES `. In pieces of powers of two up to 64, so that few different
    /// statements come of it.
    func insert(_ statement: SQL, rows: [SQL], ending: SQL = "") throws(StoreFailure) {
        var rest = rows[...]
        while !rest.isEmpty {
            var size = 64
            while size > rest.count { size /= 2 }
            try execute(statement + SQL.joined(Array(rest.prefix(size)), by: ", ") + ending)
            rest = rest.dropFirst(size)
        }
    }
}

extension Array {
    func chunked(_ size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
