/// What little script there is: it improves what works without it.
enum SiteScript {
    static let source: StaticString = """
        "use strict";
        """
}
