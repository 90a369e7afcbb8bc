/// How the site looks.
enum SiteStyle {
    static let sheet: StaticString = """
        :root{color-scheme:light dark}
        body{font:1.1rem/1.6 serif;max-width:40rem;margin:0 auto;padding:1rem}
        """
}
