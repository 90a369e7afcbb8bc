/// How a stored picture has to be turned to be seen upright: values 1 to 8 of the EXIF tag Orientation (Exif 2.32, 4.6.4).
struct Orientation: Equatable {
    let value: Int

    static let upright = Orientation(value: 1)

    /// Whether width and height change places.
    var isSideways: Bool { (5...8).contains(value) }

    /// Maps the unit square of the stored picture to the upright one, whose lower left corner is the origin.
    func matrix(width w: Double, height h: Double) -> (Double, Double, Double, Double, Double, Double) {
        switch value {
        case 2: (-w, 0, 0, h, w, 0)
        case 3: (-w, 0, 0, -h, w, h)
        case 4: (w, 0, 0, -h, 0, h)
        case 5: (0, -h, -w, 0, w, h)
        case 6: (0, -h, w, 0, 0, h)
        case 7: (0, h, w, 0, 0, 0)
        case 8: (0, h, -w, 0, w, 0)
        default: (w, 0, 0, h, 0, 0)
        }
    }
}
