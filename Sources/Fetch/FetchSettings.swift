/// What the network side is told by the person: keys, hosts that are exempt from its rules, and the budget.
package struct FetchSettings: Sendable {
    package var xToken: Secret?
    /// Where `xToken` is sent, and nowhere else.
    package var xOrigin = "https://api.x.com"
    /// By `host` or `host:port`, in lower case.
    package var mastodonTokens: [String: Secret] = [:]
    /// `host` or `host:port`, in lower case: may lie anywhere, and may be asked over plain http.
    package var allowedHosts: Set<String> = []
    /// `scheme://host[:port]`: may be asked as they are.
    package var chosenOrigins: Set<String> = []
    /// Millionths of a US dollar in a UTC day; nil for no limit.
    package var dailyBudget: Int?
    /// Where the count of the budget is kept; made when it is missing.
    package var stateFolder: String?
    /// Where it is kept instead, with a budget of its own.
    package var purse: Purse?

    package init() {}
}
