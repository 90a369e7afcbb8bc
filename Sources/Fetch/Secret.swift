/// A key that opens a door. Nothing that prints, describes or reflects a value shows it.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself, for the one place that sends it.
    package let revealed: String

    /// Nil for what cannot stand in a header: nothing at all, spaces, control characters, anything but ASCII.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 4096, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            return nil
        }
        revealed = text
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
