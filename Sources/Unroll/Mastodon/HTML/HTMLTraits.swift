/// What the HTML standard's tree construction, and a reader of plain text, need to know of an element's name.
struct HTMLTraits: OptionSet {
    let rawValue: UInt32

    /// The standard's "special" category.
    static let special = HTMLTraits(rawValue: 1 << 0)
    /// The standard's "formatting" category: reopened after a block cut it off.
    static let formatting = HTMLTraits(rawValue: 1 << 1)
    /// Has no content.
    static let void = HTMLTraits(rawValue: 1 << 2)
    /// Its start tag closes an open paragraph.
    static let closesParagraph = HTMLTraits(rawValue: 1 << 3)
    /// Its end tag closes everything opened since, if it is in scope.
    static let block = HTMLTraits(rawValue: 1 << 4)
    /// Bounds a scope.
    static let scope = HTMLTraits(rawValue: 1 << 5)
    /// May go without an end tag.
    static let implied = HTMLTraits(rawValue: 1 << 6)
    /// Its content is text without markup.
    static let rawText = HTMLTraits(rawValue: 1 << 7)
    /// A part of a table that has no place elsewhere.
    static let tablePart = HTMLTraits(rawValue: 1 << 8)
    /// Ends SVG or MathML.
    static let breakout = HTMLTraits(rawValue: 1 << 9)
    /// A point in SVG or MathML where HTML is allowed.
    static let integration = HTMLTraits(rawValue: 1 << 10)
    /// What is inside is not shown.
    static let hidden = HTMLTraits(rawValue: 1 << 11)
    /// Parted from its surroundings by an empty line.
    static let paragraph = HTMLTraits(rawValue: 1 << 12)
    /// Stands on lines of its own.
    static let line = HTMLTraits(rawValue: 1 << 13)
    /// Its start and end tags stand for nothing inside a body.
    static let document = HTMLTraits(rawValue: 1 << 14)

    static func of(_ name: String) -> HTMLTraits { named[name] ?? [] }

    private static let named: [String: HTMLTraits] = {
        var named: [String: HTMLTraits] = [:]
        for (trait, names) in namesByTrait {
            for name in names.split(separator: " ") { named[String(name), default: []].insert(trait) }
        }
        return named
    }()

    private static let namesByTrait: [(HTMLTraits, String)] = [
        (
            .special,
            """
            address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd \
            details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header \
            hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object \
            ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot \
            th thead title tr track ul wbr xmp
            """
        ),
        (.formatting, "a b big code em font i nobr s small strike strong tt u"),
        (.void, "area base basefont bgsound br embed hr img input keygen link meta param source track wbr"),
        (
            .closesParagraph,
            """
            address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 \
            h5 h6 header hgroup hr listing main menu nav ol p plaintext pre search section summary table ul xmp
            """
        ),
        (
            .block,
            """
            address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer header \
            hgroup listing main menu nav ol pre search section summary ul
            """
        ),
        (.scope, "applet caption html marquee object table td template th"),
        (.implied, "dd dt li optgroup option p rb rp rt rtc"),
        (.rawText, "iframe noembed noframes script style textarea title xmp"),
        (.tablePart, "caption col colgroup tbody td tfoot th thead tr"),
        (
            .breakout,
            """
            b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr \
            ol p pre ruby s small span strike strong sub sup table tt u ul var
            """
        ),
        (
            .hidden,
            """
            applet audio canvas datalist iframe math noembed noframes noscript object script select style svg template textarea \
            title video
            """
        ),
        (.paragraph, "blockquote dir dl figure h1 h2 h3 h4 h5 h6 listing menu ol p plaintext pre table ul xmp"),
        (
            .line,
            """
            address article aside caption center dd details dialog div dt fieldset figcaption footer form header hgroup legend li \
            main nav search section summary tr
            """
        ),
        (.document, "body frame frameset head html"),
    ]
}
