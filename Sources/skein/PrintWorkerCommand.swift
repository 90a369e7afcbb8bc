import ArgumentParser
import Serve

/// What the program starts for itself, so that threads are printed in a process of their own.
struct PrintWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: PrintWorker.argument, shouldDisplay: false)

    func run() { PrintWorker.run() }
}
