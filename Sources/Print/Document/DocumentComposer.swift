import Render
import Unroll

/// Sets a thread part by part, in the order in which it is read.
struct DocumentComposer {
    let thread: Unroll.Thread
    let options: PrintOptions
    let setter: ParagraphSetter
    var made: DocumentParts
    var maker: PageMaker
    var pictures: PictureBook
    let reading: Reading

    /// What the next slab takes along.
    private var label: Slab.Label?
    private var bookmark: Bookmark?
    private var isBound = false
    private var noteCount = 0
    private var frameCount = 0

    var words: Words { options.words }

    init(_ thread: Unroll.Thread, _ options: PrintOptions, _ library: FontLibrary, _ emoji: EmojiPictures) {
        let (sheet, fonts) = (Sheet(options.paper), DocumentFonts(emoji))
        (self.thread, self.options, reading) = (thread, options, Reading(thread))
        setter = ParagraphSetter(
            layout: ParagraphLayout(library: library, fonts: fonts), sheet: sheet,
            language: DocumentComposer.language(thread, options.words))
        made = DocumentParts(fonts: fonts, words: options.words)
        maker = PageMaker(sheet)
        pictures = PictureBook(options)
    }

    /// The language of most of what is read.
    private static func language(_ thread: Unroll.Thread, _ words: Words) -> String {
        LanguageTag.normalized(thread.language) ?? words.language
    }

    // MARK: Parts

    /// Sets the whole document; `progress` is told how many posts are done, and of how many.
    mutating func compose(_ progress: (_ done: Int, _ count: Int) -> Void) {
        setHead()
        var done = 0
        for part in reading.parts {
            switch part {
            case .post(let place, let number):
                setNumbered(thread.posts[place], number)
                done += 1
                progress(done, reading.numbers.count)
            case .gap(let gap): setGap(words.completeness.gap(gap), gap.numbers?.lowerBound, root)
            case .branch(let branch):
                say(words.print.beside(branch.posts.count), Setting(parent: root), space: 12)
            }
        }
        setAppendix()
        maker.end(&made)
    }

    var root: StructureTree.Element { made.structure.root }

    private mutating func setNumbered(_ post: Post, _ number: Int) {
        let part = made.structure.add(.section, to: root, title: words.thread.permalink(number))
        var setting = setting(of: post, in: part)
        mark(excerpt(post.warning ?? post.text, limit: 60), number: number)
        var passage = Passage(String(number), .label, post.url.map { .link($0) } ?? .text)
        passage.description = words.thread.permalink(number) + ", " + words.date.minute(post.published)
        label = setter.label([passage], .label, setting, &made)
        setting.language = language(of: post)
        set(post, setting, space: 12)
    }

    /// A bookmark to what is set next.
    private mutating func mark(_ title: String, number: Int) {
        bookmark = Bookmark(title: [String(number), title].filter { !$0.isEmpty }.joined(separator: " · "), level: 0)
    }

    mutating func mark(_ title: String, level: Int) { bookmark = Bookmark(title: title, level: level) }

    func setting(of post: Post, in parent: StructureTree.Element) -> Setting {
        var setting = Setting(parent: parent)
        setting.language = language(of: post)
        setting.isRightToLeft = TextDirection.isRightToLeft(
            post.text.isEmpty ? post.warning ?? post.article?.title ?? "" : post.text)
        return setting
    }

    private func language(of post: Post) -> String? {
        LanguageTag.normalized(post.language) ?? LanguageTag.normalized(thread.language)
    }

    /// The setting for what Skein says itself.
    func own(_ setting: Setting) -> Setting {
        var own = setting
        own.language = words.language
        own.isRightToLeft = TextDirection.isRightToLeft(words.post.empty)
        return own
    }

    /// What is said in the place of posts that are missing.
    mutating func setGap(_ sentence: String, _ number: Int?, _ parent: StructureTree.Element) {
        var setting = own(Setting(parent: parent))
        if let number { label = setter.label([Passage(String(number), .label)], .label, setting, &made) }
        setting.frames.append(frame(.dashes, x: 0, width: setter.sheet.measure))
        var style = TextStyle.label
        style.isItalic = true
        let padding = Slab(content: .nothing, height: 4, frames: setting.frames)
        var lines = setter.slabs([Passage(sentence, style)], style, setting, space: 0, isKeptWithNext: true, &made)
        if !lines.isEmpty { (lines[0].label, label) = (label, nil) }
        var first = padding
        first.space = 14
        put([first], keepsNext: true)
        put(lines, keepsNext: true)
        put([padding])
    }

    // MARK: Slabs

    mutating func put(_ slabs: [Slab], keepsNext: Bool = false) {
        var slabs = slabs
        if slabs.isEmpty { return }
        if isBound { slabs[0].isBound = true }
        if slabs[0].label == nil { slabs[0].label = label }
        if slabs[0].bookmark == nil { slabs[0].bookmark = bookmark }
        (isBound, label, bookmark) = (keepsNext, nil, nil)
        maker.add(slabs, &made)
    }

    mutating func frame(_ kind: Slab.Frame.Kind, x: Double, width: Double = 0) -> Slab.Frame {
        frameCount += 1
        return Slab.Frame(kind: kind, number: frameCount, x: x, width: width)
    }

    /// A paragraph with the notes it refers to.
    mutating func set(
        _ passages: [Passage], _ style: TextStyle = .body, _ setting: Setting,
        _ kind: StructureTree.Kind = .paragraph, space: Double, keepsNext: Bool = false
    ) {
        let slabs = setter.slabs(
            passages, style, setting, kind, space: space, isKeptWithNext: keepsNext, &made)
        let late = setNotes(passages, setting)
        put(slabs, keepsNext: keepsNext)
        if !late.isEmpty { put(late) }
    }

    // MARK: Notes

    /// A link and, where its text does not show the whole address, the number of a note that does.
    mutating func link(_ text: String, _ link: Link, _ style: TextStyle) -> [Passage] {
        let text = isBlank(text) ? link.shownAddress : text
        var passage = Passage(text, style, .link(link), isIsolated: true)
        passage.isUnderlined = true
        if [link.address, link.display(limit: .max)].contains(text) { return [passage] }
        return [passage] + reference(to: link)
    }

    /// The number of a new note with an address.
    mutating func reference(to link: Link) -> [Passage] {
        noteCount += 1
        noted[noteCount] = link
        var passage = Passage("\u{a0}[\(noteCount)]", .label, .reference)
        passage.note = noteCount
        return [passage]
    }

    private var noted: [Int: Link] = [:]

    /// Sets the notes of a paragraph for the foot of the page; what is too tall for that comes back.
    private mutating func setNotes(_ passages: [Passage], _ setting: Setting) -> [Slab] {
        var late: [Slab] = []
        for number in passages.compactMap(\.note) {
            guard let link = noted.removeValue(forKey: number) else { continue }
            let note = made.structure.add(.note, to: setting.parent)
            var plain = own(Setting(parent: note))
            plain.isRightToLeft = false
            let address = Passage(link.address, .label, .link(link))
            let passages = [Passage("[\(number)] ", .label, .label), address]
            let slabs = setter.slabs(passages, .label, plain, .paragraph, space: 1, &made)
            if slabs.reduce(0, { $0 + $1.height }) > setter.sheet.depth / 4 {
                late += slabs
            } else {
                maker.notes[number] = slabs
            }
        }
        return late
    }
}
