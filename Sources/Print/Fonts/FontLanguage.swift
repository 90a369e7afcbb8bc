/// What a language asks of fonts.
enum FontLanguage {
    /// The tag as fontconfig knows it: it has `zh-cn` and `zh-tw`, and neither `zh` nor `zh-hans`.
    static func fontconfig(_ tag: String?) -> String? {
        guard let tag = tag?.lowercased() else { return nil }
        return switch ideographs(tag) {
        case "SC": "zh-cn"
        case "TC": "zh-tw"
        case "HK": "zh-hk"
        default: tag
        }
    }

    /// Whose forms of the ideographs a language writes, as the fonts for Chinese, Japanese and Korean name them.
    static func ideographs(_ tag: String?) -> String? {
        guard let parts = tag?.lowercased().split(separator: "-") else { return nil }
        return switch parts.first {
        case "ja": "JP"
        case "ko": "KR"
        case "zh", "yue":
            parts.contains("hk") || parts.contains("mo") || parts.first == "yue"
                ? "HK" : parts.contains("tw") || parts.contains("hant") ? "TC" : "SC"
        default: nil
        }
    }
}
