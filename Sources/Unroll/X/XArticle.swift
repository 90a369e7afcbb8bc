/// The `article` of a post: an opaque object in the OpenAPI documents. Title, plain text and the key of the cover are read where
/// they are found.
struct XArticle: Decodable, Sendable {
    var title: String
    var text: String
    /// A key into `includes.media`.
    var cover: String?
}

extension XArticle {
    private enum CodingKeys: String, CodingKey {
        case title, text
        case plainText = "plain_text"
        case previewText = "preview_text"
        case cover = "cover_media"
    }

    init(from decoder: any Decoder) throws {
        if let title = try? decoder.singleValueContainer().decode(String.self) {
            (self.title, text) = (title, "")
            return
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        title = values.read(String.self, .title) ?? ""
        text = values.read(String.self, .plainText, .text, .previewText) ?? ""
        cover = values.read(String.self, .cover) ?? values.read(Cover.self, .cover)?.mediaKey
        if title.isEmpty && text.isEmpty {
            throw DecodingError.dataCorruptedError(forKey: .title, in: values, debugDescription: "an empty article")
        }
    }
}

private struct Cover: Decodable {
    var mediaKey: String

    enum CodingKeys: String, CodingKey { case mediaKey = "media_key" }
}
