/// A letter that a mail program is asked to begin, to nobody yet.
package struct MailDraft: Hashable, Sendable {
    /// `mailto:?subject=…&body=…`.
    let address: String

    package init(subject: String, body: String) {
        address = "mailto:?subject=\(SiteAddress.encoded(subject))&body=\(SiteAddress.encoded(body))"
    }
}
