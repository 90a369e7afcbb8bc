extension Site {
    /// What machines that read the web may read: what is meant for everybody. Pages say `noindex` themselves, and have to be read for
    /// that.
    func robots(_ visit: Visit) -> Reply {
        Reply(
            text: """
                User-agent: *
                Disallow: /unroll
                Disallow: /search
                Disallow: /feed/search
                Disallow: /oembed
                Disallow: /*/refresh
                Disallow: /*/history
                Allow: /

                """)
    }
}
