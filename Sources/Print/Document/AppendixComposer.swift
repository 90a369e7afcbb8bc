import Render
import Unroll

extension DocumentComposer {
    /// What the thread answers, chains that leave it, and answers to others.
    mutating func setAppendix() {
        let branches = reading.parts.compactMap { part -> Unroll.Thread.Branch? in
            if case .branch(let branch) = part { branch } else { nil }
        }
        let all = branches + reading.otherBranches
        if thread.context.isEmpty && all.isEmpty && thread.answers.isEmpty { return }
        let part = made.structure.add(.section, to: root, title: words.print.appendix)
        var rule = Slab(content: .rule, height: 0.5)
        rule.space = 30
        put([rule], keepsNext: true)
        let setting = own(Setting(parent: part))
        mark(words.print.appendix, level: 0)
        set([Passage(words.print.appendix, .heading)], .heading, setting, .heading2, space: 14, keepsNext: true)
        setContext(setting)
        for branch in all {
            let after = branch.attachedTo.flatMap { reading.numbers[$0] }
            setHeading(words.thread.branch(after, branch.posts.count), setting)
            setChain(branch.posts, branch.missing, setting)
        }
        setAnswers(setting)
    }

    private mutating func setHeading(_ text: String, _ setting: Setting) {
        var style = TextStyle.body
        style.isBold = true
        mark(text, level: 1)
        set([Passage(text, style)], style, setting, .heading3, space: 16, keepsNext: true)
    }

    private mutating func setContext(_ setting: Setting) {
        if thread.context.isEmpty { return }
        setHeading(words.thread.context, setting)
        for context in thread.context { setForeign(context, setting) }
    }

    private mutating func setAnswers(_ setting: Setting) {
        for answer in thread.answers {
            if case .post(let post)? = answer.to {
                setHeading(words.thread.answerTo(post.author.shownName), setting)
            } else {
                setHeading(words.thread.answers, setting)
            }
            if let to = answer.to { setForeign(to, setting) }
            setChain(answer.posts, answer.missing, setting)
        }
    }

    private mutating func setForeign(_ context: Unroll.Thread.ContextPost, _ setting: Setting) {
        switch context {
        case .post(let post): setQuoted(post, setting, depth: 1, space: 10)
        case .tombstone(let tombstone):
            setQuoted(words.thread.answeredPostMissing(tombstone.reason), nil, setting, space: 10)
        }
    }

    private mutating func setChain(_ posts: [Post], _ missing: [Unroll.Thread.Hole], _ setting: Setting) {
        for part in AsidePart.parts(posts, missing, words) {
            switch part {
            case .post(let post):
                let part = made.structure.add(.section, to: setting.parent)
                set(post, self.setting(of: post, in: part), space: 12)
            case .gap(let sentence): setGap(sentence, nil, setting.parent)
            }
        }
    }
}
