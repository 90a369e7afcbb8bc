import Store
import Unroll

/// What the host decides about the site.
package struct SiteSettings: Sendable {
    /// Who is let in to do something.
    package enum Admission: String, Sendable, CaseIterable {
        case everyone, host
    }

    /// The address the server listens at.
    package var host = "127.0.0.1"
    package var port = 8080
    /// The folder of media, keys and, with SQLite, the database.
    package var folder: String
    /// The origin under which the public knows the site (`https://skein.example`); nil for a site of one's own on loopback.
    package var origin: String?
    /// Who may have threads unrolled and refreshed, and who may read what is public.
    package var unrolling = Admission.host
    package var reading = Admission.host
    /// Whether posts that vanished from X stay readable for others than the host.
    package var showsVanishedOnX = false
    /// Whether search engines may list threads of people who have not said no.
    package var isIndexed = false
    /// How long a thread is left alone after it was retrieved, in milliseconds.
    package var coolDown: Int64 = 5 * 60_000
    /// Videos up to this many bytes are copied.
    package var videoLimit = 50 << 20
    /// Pages that are kept ready take at most this many bytes of memory.
    package var pageCache = 64 << 20
    /// How long a connection may take to send a request, or to take in a part of an answer, in milliseconds.
    package var patience: Int64 = 30_000
    /// The path of Skein itself, which decodes foreign pictures in a process of its own.
    package var program = "/proc/self/exe"
    /// How many unrolls run at the same time.
    package var workers = 4

    /// Who may see a thread, when nobody has decided it for this one.
    package var audiences = AudienceRule()
    /// The most it may cost in a UTC day to ask X whether posts are still there, in millionths of a US dollar.
    package var lookingBudget = 1_000_000

    package init(folder: String) { self.folder = folder }

    /// Whoever asks, without being the host or having a link.
    var stranger: Viewer { .anyone(seeingVanishedFromX: showsVanishedOnX) }

    /// Whether the server can be reached from this machine only.
    package var isOnLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// Whether people on other machines can open the site, by themselves or through a server before it.
    package var isOpenToOthers: Bool { !isOnLoopback || origin != nil }

    /// Where the site is opened, by the port it got.
    package func address(port: Int) -> String {
        if let origin { return origin }
        let name = host == "127.0.0.1" ? "localhost" : host.contains(":") ? "[\(host)]" : host
        return "http://\(name):\(port)"
    }
}
