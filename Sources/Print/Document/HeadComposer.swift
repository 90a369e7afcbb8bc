import Render
import Unroll

extension DocumentComposer {
    /// The title, and what one has to know to cite the thread.
    mutating func setHead() {
        var titled = Setting(parent: root)
        let title = heading(thread, words)
        titled.language = setter.language
        titled.isRightToLeft = TextDirection.isRightToLeft(title)
        set([Passage(title, .title)], .title, titled, .heading1, space: 0)
        let setting = own(Setting(parent: root))
        setAuthor(setting)
        let published = thread.posts.first.map { words.date.day($0.published) }
        let facts = ([words.thread.network(thread.network), published].compactMap(\.self) + lengthFacts(thread, words))
            .joined(separator: " · ")
        set([Passage(facts, .label)], .label, setting, space: 2)
        if let url = thread.url {
            set([Passage(url.address, .label, .link(url))], .label, setting, space: 2)
        }
        set([Passage(completenessSentences(thread, words), .label)], .label, setting, space: 2)
        set([Passage(retrieval(thread, words), .label)], .label, setting, space: 2)
        var rule = Slab(content: .rule, height: 0.5)
        rule.space = 14
        put([rule])
        put([Slab(content: .nothing, height: 8)])
    }

    private mutating func setAuthor(_ setting: Setting) {
        var name = TextStyle.body
        name.isBold = true
        var passages = [Passage(thread.author.shownName, name, isIsolated: true), Passage("  ", .label)]
        let handle = oneLine("@" + thread.author.handle)
        if let url = thread.author.url {
            passages += link(handle, url, .label)
        } else {
            passages.append(Passage(handle, .label, isIsolated: true))
        }
        set(passages, .body, setting, space: 10)
    }
}
