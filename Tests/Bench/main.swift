// Measures Skein: `bench SKEIN`, where SKEIN is the release build of the program. Prints figures with the method beside them, and
// judges nothing.
let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "child-unroll": try UnrollBench.child(arguments[2], arguments[3])
case let skein?:
    StartBench.run(skein: skein)
    UnrollBench.run(program: "/proc/self/exe")
    try RenderBench.run()
case nil: print("bench SKEIN")
}
