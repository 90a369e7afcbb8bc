import Store
import Unroll

extension JobLane {
    /// Where jobs stand that may be of one thread, as far as a link tells: those of one server, so that it is asked politely; on Bluesky,
    /// where one server shows everybody's posts, those of one author.
    init(of link: PostLink, _ settings: BackfillSettings) {
        let host = link.host(settings)
        switch link {
        case .x, .mastodon: self.init(host: host)
        case .bluesky(let link): self.init(host: host, name: host + "/" + link.actor.lowercased())
        }
    }
}
