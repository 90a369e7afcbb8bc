import ArgumentParser
import Serve

/// What the server starts for itself, so that foreign pictures are decoded in a process of their own.
struct PictureWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: PictureWorker.argument, shouldDisplay: false)

    func run() { PictureWorker.run() }
}
