extension Connection {
    /// One `INSERT` for many rows: `statement` ends with `VALUES `. In pieces of powers of two up to 64, so that few different
    /// statements come of it.
    func insert(_ statement: SQL, rows: [SQL], ending: SQL = "") throws(StoreFailure) {
        for part in parts(rows) { try execute(self.statement(statement, part, ending)) }
    }

    /// The same with what `RETURNING` gives, in no order.
    func inserted(_ statement: SQL, rows: [SQL], returning columns: SQL) throws(StoreFailure) -> [Row] {
        var returned: [Row] = []
        for part in parts(rows) {
            returned += try query(self.statement("\(statement) ", part, " RETURNING \(columns)"))
        }
        return returned
    }

    private func parts(_ rows: [SQL]) -> [ArraySlice<SQL>] {
        var (rest, parts) = (rows[...], [ArraySlice<SQL>]())
        while !rest.isEmpty {
            var size = 64
            while size > rest.count { size /= 2 }
            parts.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return parts
    }

    private func statement(_ beginning: SQL, _ rows: ArraySlice<SQL>, _ ending: SQL) -> SQL {
        var statement = beginning
        statement.add(rows, by: ", ")
        statement += ending
        return statement
    }
}

extension Array {
    func chunked(_ size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
