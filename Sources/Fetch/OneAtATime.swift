/// Does what it is given one after the other, and to the end even where whoever asked was cancelled.
package actor OneAtATime {
    private var last: Task<Void, Never>?

    package init() {}

    package func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let before = last
        let task = Task {
            await before?.value
            return await work()
        }
        last = Task { _ = await task.value }
        return await task.value
    }
}
