extension Feed {
    /// Atom, RFC 4287.
    var atom: XML {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language)">
        <id>\(address)</id>
        <title>\(title)</title>
        <updated>\(updated.rfc3339)</updated>
        <link rel="self" type="application/atom+xml" href="\(address)"/>
        <link rel="alternate" type="text/html" href="\(page)"/>
        <generator>Skein</generator>
        \(entries.map(entry))</feed>

        """
    }

    private func entry(_ entry: Entry) -> XML {
        let original: XML? = entry.original.map { "<link rel=\"via\" href=\"\($0)\"/>\n" }
        return """
            <entry>
            <id>\(entry.id)</id>
            <title>\(entry.title)</title>
            <link rel="alternate" type="text/html" href="\(entry.address)"/>
            \(original)<author><name>\(entry.author)</name><uri>\(entry.authorAddress)</uri></author>
            <category term="\(entry.network)"/>
            <published>\(entry.published.rfc3339)</published>
            <updated>\(entry.updated.rfc3339)</updated>
            <content type="html"\(attribute: "xml:lang", entry.language)>\(text: entry.content)</content>
            </entry>

            """
    }
}
