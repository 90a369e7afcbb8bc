import Unroll

extension Unroll.Thread {
    /// All of the thread in bytes, for another process of the same program: each author once, then every post in its place, then the rest.
    package var form: [UInt8] {
        let places = places
        var numbers: [Author: Int] = [:]
        var authors: [Author] = []
        for (_, post) in places where numbers[post.author] == nil {
            numbers[post.author] = authors.count
            authors.append(post.author)
        }
        var writer = ModelWriter()
        writer.put(all: authors) { $0.put($1) }
        writer.put(all: places) { writer, item in
            writer.put(item.place.role.rawValue)
            writer.put(item.place.part)
            writer.put(numbers[item.post.author] ?? 0)
            writer.put(item.post)
            writer.put(item.post.vanished)
        }
        writer.put(ThreadForm(self))
        return writer.bytes
    }

    package init(form: [UInt8]) throws(StoreFailure) {
        var reader = try ModelReader(form)
        let authors = try reader.list { (r) throws(StoreFailure) in try r.author() }
        let posts = try reader.list { (r) throws(StoreFailure) in
            let place = Place(role: try r.name(Role.self), part: try r.int())
            let number = try r.int()
            guard authors.indices.contains(number) else { throw ModelReader.failure }
            var post = try r.post(by: authors[number])
            post.vanished = try r.vanished()
            return (place: place, post: post)
        }
        self = try reader.threadForm().thread(with: posts)
    }
}
