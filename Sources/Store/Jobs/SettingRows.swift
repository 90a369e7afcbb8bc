extension Connection {
    /// A setting the host made, by its name.
    package func setting(_ name: String) throws(StoreFailure) -> String? {
        try first("SELECT value FROM settings WHERE name = \(name)")?.text("value")
    }

    /// Makes a setting, or takes it back with nil.
    package func set(_ name: String, to value: String?) throws(StoreFailure) {
        guard let value else {
            try execute("DELETE FROM settings WHERE name = \(name)")
            return
        }
        try execute(
            """
            INSERT INTO settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
