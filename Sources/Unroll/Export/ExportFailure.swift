/// Why an X data export cannot be read, or a post not be found in it. `Words` has the sentence for each.
package enum ExportFailure: Error, Hashable, Sendable {
    /// There is nothing at this path.
    case notFound
    /// The system does not let Skein read it, or reading failed.
    case unreadable
    /// Neither a zip nor a folder with X's files in it.
    case notAnExport
    /// More than one export lies in it.
    case severalExports
    /// The zip is cut off or broken.
    case damaged
    /// One file of the export is cut off, broken or no JSON.
    case damagedFile(String)
    /// A file that has to be read is encrypted.
    case encrypted
    /// A name that leads out of the archive, an absolute one, one that is there twice, or a link to somewhere else.
    case unsafeName(String)
    case tooManyFiles
    /// It unpacks to more than Skein takes, or to far more than an honest file of its size.
    case tooLarge
    /// Nothing in it says whose posts they are.
    case noAccount
    /// It holds no posts.
    case empty
    /// The given post is not among the export's posts.
    case unknownPost(String)
}
