/// What the answers mean for the state.
extension BlueskyBackfill {
    mutating func receiveDocument(_ result: Result<Response, FetchFailure>, of did: DID) {
        guard case .success(let response) = result, response.status == 200,
            let document = DIDDocument(response.body, of: did, plainHosts: settings.plainHosts)
        else { return }
        documents[did] = document
        if let resolution, resolution.did == did, resolution.isUnverified, document.handle != resolution.handle {
            failure = .unknownHandle(resolution.handle.text)
        }
    }

    mutating func receiveProfile(_ result: Result<Response, FetchFailure>, of did: DID) {
        do throws(BackfillFailure) {
            let profile = try XRPC.read(result, as: ProfileWire.self, from: host)
            guard profile.did == did.text else { throw .unreadable(host: host) }
            profiled.insert(did)
            pool.learn(profile, now: retrieved)
        } catch {
            profileFailures[did] = error
        }
    }

    /// The author's own server knows the author's own labels. An account without a profile has none.
    mutating func receiveProfileRecord(_ result: Result<Response, FetchFailure>, of did: DID, from home: String) {
        do throws(BackfillFailure) {
            let value = try XRPC.read(result, as: ProfileRecordWire.self, from: home).value
            var profile = pool.profile(did) ?? unknownProfile(did)
            profile.displayName = profile.displayName ?? value.displayName
            profile.description = profile.description ?? value.description
            profile.labels += value.labels?.values ?? []
            profiled.insert(did)
            pool.learn(profile, now: retrieved)
        } catch {
            if error.isNotFound { profiled.insert(did) }
        }
    }

    mutating func receiveThread(
        _ result: Result<Response, FetchFailure>, at address: RecordAddress, isAnchor: Bool
    ) {
        do throws(BackfillFailure) {
            pool.admit(try XRPC.read(result, as: ThreadWire.self, from: host).thread, now: retrieved)
        } catch {
            if error.isNotFound {
                pool.lose(address, .deleted)
            } else if isAnchor {
                failure = failure ?? error
            } else {
                note(.listUnavailable)
            }
        }
    }

    /// The given post, from the author's own server, when the AppView does not have it.
    mutating func receiveRecord(_ result: Result<Response, FetchFailure>, from home: String) {
        guard let anchor else { return }
        isLost = true
        guard let record = try? XRPC.read(result, as: RecordsWire.Record.self, from: home),
            record.uri == anchor.description
        else { return }
        isLost = false
        root = record.value.root ?? anchor
    }

    mutating func receiveRecords(_ result: Result<Response, FetchFailure>, from home: String) {
        do throws(BackfillFailure) {
            gathering?.listing?.receive(try XRPC.read(result, as: RecordsWire.self, from: home))
        } catch {
            fallBack()
        }
    }

    mutating func receiveFeed(_ result: Result<Response, FetchFailure>) {
        do throws(BackfillFailure) {
            readFeed(try XRPC.read(result, as: FeedWire.self, from: host))
        } catch {
            note(.listUnavailable)
            gathering?.stage = .threads
        }
    }

    mutating func receivePosts(_ result: Result<Response, FetchFailure>, _ addresses: [RecordAddress]) {
        guard let answer = try? XRPC.read(result, as: PostsWire.self, from: host) else {
            for address in addresses { pool.lose(address, .unknown) }
            return
        }
        for view in answer.posts.compactMap(\.wrappedValue) { pool.admit(view, now: retrieved) }
        let records = gathering?.listing?.hits ?? [:]
        for address in addresses where records[address.id] == nil { pool.lose(address, .deleted) }
    }

    /// What can be said of an author nobody describes.
    func unknownProfile(_ did: DID) -> ProfileWire {
        ProfileWire(
            did: did.text, handle: documents[did]?.handle?.text, displayName: nil, description: nil, avatar: nil,
            labels: [])
    }
}
