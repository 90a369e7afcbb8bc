import Unroll

extension NetworkHTTP {
    /// The TXT records of a name, one a line; a name that is there without any has an empty body.
    func texts(for request: Request) async -> Result<Response, FetchFailure> {
        guard request.url.hasPrefix("dns:"), let name = HostName(String(request.url.dropFirst(4))), name.address == nil
        else { return .failure(.refusedURL) }
        let resolver = resolver
        let result = await within(limits.exchange) { () async -> Result<[UInt8], FetchFailure> in
            do throws(FetchFailure) { return .success(try await resolver.textMessage(of: name.text)) } catch {
                return .failure(error)
            }
        }
        guard let result else { return .failure(Task.isCancelled ? .cancelled : .timedOut) }
        return result.flatMap { message in
            guard !message.isEmpty else { return .success(response(to: request, [])) }
            guard let lines = TextRecords(message)?.lines else { return .failure(.connectionLost) }
            return lines.count > request.maximumBytes ? .failure(.tooLarge) : .success(response(to: request, lines))
        }
    }

    private func response(to request: Request, _ body: [UInt8]) -> Response {
        Response(status: 200, body: body, url: request.url, received: now())
    }
}
