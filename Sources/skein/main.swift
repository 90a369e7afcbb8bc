import FoundationEssentials

StandardStream.occupy()
let program = Program(environment: ProcessInfo.processInfo.environment)
let interruption = Interruption()
let signals = interruption.watch()
let status = await program.run(Array(CommandLine.arguments.dropFirst()), interruption: interruption)
withExtendedLifetime(signals) { interruption.end(with: status) }
