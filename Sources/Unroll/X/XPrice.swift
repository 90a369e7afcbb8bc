/// What X charges, in millionths of a US dollar (pay-per-use prices of August 2026). X charges for each object it returns; whether
/// it counts those under `includes` is not said, so they are counted. Media and polls have no price.
package enum XPrice {
    static let post = 5_000
    static let user = 10_000
    static let countRecent = 5_000
    static let countAll = 10_000

    /// The most a request can cost that returns at most so many objects.
    static func bound(posts: Int, users: Int) -> Int { posts * post + users * user }

    /// What an answer has cost: nothing when it holds nothing or is a refusal; nil where it does not tell.
    package static func spent(on response: Response) -> Int? {
        guard response.status == 200 else { return 0 }
        guard let answer = try? XAnswer(response.body) else { return nil }
        if answer.meta?.total != nil { return response.url.contains("/counts/recent") ? countRecent : countAll }
        return bound(posts: answer.data.count + answer.includes.posts.count, users: answer.includes.users.count)
    }
}
