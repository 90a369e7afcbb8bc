import Unroll

/// What a loopback server does with a request: answers it, or misbehaves.
package enum LoopbackAnswer: Sendable {
    case response(Response)
    /// These very bytes on the wire, then the end of the connection, orderly or by a reset, or silence.
    case raw([UInt8], ending: Ending)
    /// Never answers.
    case stall
    /// A sound head, then zeros for ever.
    case endless
    /// A sound head, then a byte every 50 ms for ever.
    case trickle

    package enum Ending: Sendable { case close, reset, stay }

    /// A status with a text.
    package static func status(_ status: Int, _ text: String = "", headers: [String: String] = [:]) -> LoopbackAnswer {
        .response(
            Response(
                status: status, headers: headers, body: Array(text.utf8), url: "", received: Timestamp(milliseconds: 0))
        )
    }

    package static func redirect(to url: String, status: Int = 302) -> LoopbackAnswer {
        .status(status, headers: ["location": url])
    }

    /// A response whose Content-Length promises more than comes.
    package static func truncated(_ text: String, ending: Ending) -> LoopbackAnswer {
        .raw(Array("HTTP/1.1 200 OK\r\ncontent-length: \(text.utf8.count + 100)\r\n\r\n\(text)".utf8), ending: ending)
    }

    /// A gzip-encoded answer.
    package static func gzip(_ compressed: [UInt8]) -> LoopbackAnswer {
        .response(
            Response(
                status: 200, headers: ["content-encoding": "gzip"], body: compressed, url: "",
                received: Timestamp(milliseconds: 0)))
    }

    /// The answer of a simulated network; a failure is acted out, so that the client comes to the same one where it can.
    package init(_ result: Result<Response, FetchFailure>) {
        switch result {
        case .success(let response): self = .response(response)
        case .failure(.timedOut): self = .stall
        case .failure(.tooLarge): self = .endless
        case .failure(.tooManyRedirects): self = .redirect(to: "")
        case .failure(.notRecorded): self = .status(400, "This request is not in the recording.")
        case .failure(.connectionLost): self = .truncated("{", ending: .reset)
        case .failure: self = .raw([], ending: .reset)
        }
    }
}
