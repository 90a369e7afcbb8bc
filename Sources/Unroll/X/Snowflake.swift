/// X's ids since November 2010: milliseconds since 2010-11-04T01:42:54.657Z in the upper bits, 22 bits of machine and sequence below.
package enum Snowflake {
    /// Older ids are plain counters, all below this number.
    private static let first: Int64 = 29_700_859_247

    /// When the post with this id was made; nil for ids that do not tell.
    package static func timestamp(_ id: Int64) -> Timestamp? {
        id < first ? nil : Timestamp(milliseconds: (id >> 22) + 1_288_834_974_657)
    }
}
