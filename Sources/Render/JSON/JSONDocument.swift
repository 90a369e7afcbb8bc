import Unroll

/// A thread as JSON in the form of `docs/thread.schema.json`, version 1.
struct JSONDocument {
    private let thread: Thread

    init(_ thread: Thread) { self.thread = thread }

    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(json)
        return writer.bytes + "\n".utf8
    }

    private var json: JSON {
        [
            "version": .number(1),
            "network": .string(thread.network.rawValue),
            "id": JSON(thread.id),
            "aliases": JSON(thread.aliases) { JSON($0) },
            "url": JSON(thread.url),
            "anchor": JSON(thread.anchor),
            "author": thread.author.json(withBio: true),
            "title": .string(thread.title),
            "language": JSON(thread.language),
            "posts": JSON(thread.posts) { $0.json() },
            "branches": JSON(thread.branches) {
                [
                    "after": JSON($0.attachedTo), "posts": JSON($0.posts) { $0.json() },
                    "missing": JSON($0.missing, hole),
                ]
            },
            "answers": JSON(thread.answers) {
                [
                    "to": JSON($0.to, foreign), "posts": JSON($0.posts) { $0.json() },
                    "missing": JSON($0.missing, hole),
                ]
            },
            "context": JSON(thread.context, foreign),
            "missing": JSON(thread.missing, hole),
            "completeness": completeness,
            "retrieved": JSON(thread.retrieved),
            "source": [
                "kind": .string(thread.source.kind.rawValue), "host": .string(thread.source.host),
                "official": .bool(thread.source.isOfficial),
            ],
        ]
    }

    private var completeness: JSON {
        [
            "state": .string(thread.completeness.state.rawValue),
            "found": .number(thread.completeness.found),
            "expected": JSON(thread.completeness.expected).orAbsent,
            "vanished": thread.vanishedCount == 0 ? .absent : .number(thread.vanishedCount),
            "reasons": .array(reasons.map { .string($0) }),
        ]
    }

    /// What the holes and the shortfalls say, each once, in order.
    private var reasons: [String] {
        var seen: Set<String> = []
        let aside = thread.branches.flatMap(\.missing) + thread.answers.flatMap(\.missing)
        let all = (thread.missing + aside).map { name($0.reason) } + thread.completeness.shortfalls.map(\.rawValue)
        return all.filter { seen.insert($0).inserted }
    }

    private func hole(_ hole: Thread.Hole) -> JSON {
        [
            "after": JSON(hole.after), "count": JSON(hole.count), "id": JSON(hole.id).orAbsent,
            "reason": .string(name(hole.reason)),
        ]
    }

    private func name(_ reason: Thread.Hole.Reason) -> String {
        switch reason {
        case .gone(let reason): reason.rawValue
        case .numbering: "numbering"
        case .networkCount: "network-count"
        }
    }

    private func foreign(_ context: Thread.ContextPost) -> JSON {
        switch context {
        case .post(let post): ["post": post.json()]
        case .tombstone(let tombstone):
            ["tombstone": ["id": JSON(tombstone.id), "reason": .string(tombstone.reason.rawValue)]]
        }
    }
}
