/// What reading HTML comes to: elements opened and closed, and text between. Elements need not nest: an element that a block
/// cuts off is closed and opened again under the same id.
enum HTMLEvent {
    case open(id: Int, HTMLElement)
    case close(id: Int)
    /// An element without content.
    case void(HTMLElement)
    /// UTF-8.
    case text([UInt8])
}
