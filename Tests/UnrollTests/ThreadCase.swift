@testable import Unroll

/// One file of `Cases/`: a conversation in a few lines and the thread it should give. `Cases/README.md` describes the form.
struct ThreadCase {
    var conversation: Conversation
    var expected: [String: [String]] = [:]
    var anchors: [String] = []

    struct Malformed: Error { var line: String }

    init(_ text: String) throws {
        let parts = text.split(separator: "\n----\n", maxSplits: 1)
        guard parts.count == 2 else { throw Malformed(line: "no ---- rule") }
        var settings: [String: String] = [:]
        var entries: [Conversation.Entry] = []
        for line in parts[0].split(separator: "\n") where !line.hasPrefix("#") {
            if let (key, value) = ThreadCase.setting(line) {
                settings[key] = value
            } else {
                entries.append(try ThreadCase.entry(line, number: entries.count + 1))
            }
        }
        guard let first = entries.first else { throw Malformed(line: "no posts") }
        let root = settings["root"] ?? first.id.value
        conversation = Conversation(
            network: settings["network"].flatMap(Network.init) ?? .x,
            anchor: PostID(settings["anchor"] ?? first.id.value),
            root: root == "none" ? nil : PostID(root), source: Source(kind: .api, host: "api.example"),
            retrieved: Timestamp(seconds: 1_800_000_000))
        conversation.expectedCount = settings["count"].flatMap { Int($0) }
        for name in (settings["shortfalls"] ?? "").split(separator: " ") {
            guard let shortfall = Shortfall(rawValue: String(name)) else { throw Malformed(line: String(name)) }
            conversation.note(shortfall)
        }
        for entry in entries {
            switch entry {
            case .post(let post): conversation.add(post)
            case .tombstone(let tombstone): conversation.add(tombstone)
            }
        }
        for line in parts[1].split(separator: "\n") where !line.hasPrefix("#") {
            guard let (key, value) = ThreadCase.setting(line) else { throw Malformed(line: String(line)) }
            expected[key, default: []].append(value)
        }
        anchors =
            settings["anchor"].map { [$0] }
            ?? (expected["posts"]?.first ?? first.id.value).split(separator: " ").map(String.init).filter {
                !$0.hasPrefix("_")
            }
    }

    private static func setting(_ line: Substring) -> (String, String)? {
        guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy({ $0.isLowercase || $0 == "-" }) else {
            return nil
        }
        return (String(line[..<colon]), line[line.index(after: colon)...].trimmingSpaces)
    }

    /// `id [@time] [deleted…] @author [< parent[@author]] | text`
    private static func entry(_ line: Substring, number: Int) throws -> Conversation.Entry {
        let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        var words = halves[0].split(separator: " ").map(String.init)
        guard !words.isEmpty else { throw Malformed(line: String(line)) }
        let id = PostID(words.removeFirst())
        var (time, author, parent, reason, gone): (Int64?, String?, Post.Parent?, Tombstone.Reason?, Int64?) = (
            Int64(number * 10), nil, nil, nil, nil
        )
        while !words.isEmpty {
            let word = words.removeFirst()
            if word.hasPrefix("@") {
                author = String(word.dropFirst())
            } else if word == "<", !words.isEmpty {
                parent = self.parent(words.removeFirst())
            } else if word.hasPrefix("t=") {
                time = word == "t=?" ? nil : Int64(word.dropFirst(2))
            } else if word.hasPrefix("gone=") {
                gone = Int64(word.dropFirst(5))
            } else if let it = Tombstone.Reason(rawValue: word) {
                reason = it
            } else {
                throw Malformed(line: String(line))
            }
        }
        if let reason {
            return .tombstone(
                Tombstone(
                    id: id, reason: reason, author: author.map { Author.ID($0) }, parent: parent, order: time,
                    goneOrder: gone))
        }
        guard let author, let time else { throw Malformed(line: String(line)) }
        return .post(post(id, author, time, parent, text: halves.count > 1 ? halves[1].trimmingSpaces : id.value))
    }

    private static func parent(_ word: String) -> Post.Parent {
        let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return Post.Parent(
            id: parts[0] == "?" ? nil : PostID(parts[0]), author: parts.count > 1 ? Author.ID(parts[1]) : nil)
    }

    private static func post(_ id: PostID, _ author: String, _ time: Int64, _ parent: Post.Parent?, text: String)
        -> Post
    {
        var post = Post(
            id: id, author: Author(id: Author.ID(author), handle: author), published: Timestamp(seconds: time),
            order: time,
            parent: parent, text: text.replacing("\\n", with: "\n"))
        if text.hasPrefix("@"), let name = text.dropFirst().split(separator: " ").first {
            post.facets = [Facet(0..<name.unicodeScalars.count + 1, .mention(handle: String(name), id: nil, url: nil))]
        }
        return post
    }
}

extension ThreadCase {
    /// What `unroll` gives, in the words of the form's lower half.
    static func outcome(of conversation: Conversation) -> [String: [String]] {
        let thread: Thread
        do throws(UnrollFailure) {
            thread = try unroll(conversation)
        } catch {
            switch error {
            case .cycle: return ["fails": ["cycle"]]
            case .nothingReadable(let reason):
                return ["fails": ["nothing readable" + (reason.map { ", \($0.rawValue)" } ?? "")]]
            }
        }
        var lines: [String: [String]] = [:]
        lines["posts"] = [line(thread.posts, thread.missing)]
        lines["key"] = [thread.id.value]
        lines["author"] = [thread.author.handle]
        lines["title"] = [thread.title]
        lines["state"] = [thread.completeness.state.rawValue]
        lines["expected"] = [thread.completeness.expected.map(String.init) ?? "none"]
        lines["aliases"] = thread.aliases.isEmpty ? [] : [words(thread.aliases)]
        lines["context"] = thread.context.isEmpty ? [] : [thread.context.map(name).joined(separator: " ")]
        lines["branch"] = thread.branches.map { "\($0.attachedTo?.value ?? "?") > \(line($0.posts, $0.missing))" }
        lines["answer"] = thread.answers.map { "\($0.to.map(name) ?? "?") > \(line($0.posts, $0.missing))" }
        lines["remark"] = thread.remarks.map {
            if case .foreignAnchor(let author) = $0 { "foreign anchor \(author)" } else { "" }
        }
        return lines
    }

    private static func words(_ ids: [PostID]) -> String { ids.map(\.value).joined(separator: " ") }

    private static func name(_ post: Thread.ContextPost) -> String {
        switch post {
        case .post(let post): post.id.value
        case .tombstone(let tombstone): "_\(tombstone.id.value):\(tombstone.reason.rawValue)"
        }
    }

    /// `a b _2:deleted c`: two posts missing after b.
    private static func line(_ posts: [Post], _ missing: [Thread.Hole]) -> String {
        var words = missing.filter { $0.after == nil }.map(hole)
        for post in posts {
            words.append(post.id.value)
            words += missing.filter { $0.after == post.id }.map(hole)
        }
        return words.joined(separator: " ")
    }

    private static func hole(_ hole: Thread.Hole) -> String {
        let reason =
            switch hole.reason {
            case .gone(let reason): reason.rawValue
            case .numbering: "numbering"
            case .networkCount: "count"
            }
        return "_\(hole.count.map(String.init) ?? "?"):\(reason)"
    }
}
