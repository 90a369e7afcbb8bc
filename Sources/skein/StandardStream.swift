import Glibc

/// Bytes to a file descriptor, whole.
enum StandardStream {
    /// Fills the places of standard streams that are closed with one that refuses everything: else the next file or connection to be
    /// opened would take the place of one, and get what was meant for people.
    static func occupy() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// The `errno` of what went wrong; nil when everything was written.
    static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    // A pipe that somebody else made not to wait.
                    var space = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&space, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
