// Measures Skein: `bench SKEIN [TABLE…]`, where SKEIN is the release build of the program; without names it shows all tables. Prints
// figures with the method beside them, and judges nothing.
let arguments = CommandLine.arguments
let itself = "/proc/self/exe"
switch arguments.dropFirst().first {
case "child-unroll": try UnrollBench.child(arguments[2], arguments[3])
case "child-export": try ExportBench.child(arguments[2], arguments[3])
case "child-read-json": try ImportBench.childRead(arguments[2])
case "child-make-export": try ExportBench.childMake(arguments[2], arguments[3])
case "child-serve": try ServerProcess.serve(arguments[2], arguments[3], caching: arguments[4] == "cached")
case "child-fill": try GrowthBench.childFill(arguments[2], arguments[3], arguments[4])
case let skein?:
    let tables: KeyValuePairs<String, () throws -> Void> = [
        "start": { StartBench.run(skein: skein) }, "unroll": { UnrollBench.run(program: itself) },
        "export": { try ExportBench.run(program: itself, skein: skein) },
        "import": { try ImportBench.run(program: itself, skein: skein) }, "decode": { try DecodeBench.run() },
        "render": { try RenderBench.run() }, "serve": { try ServeBench.run(program: itself) },
        "growth": { try GrowthBench.run(program: itself) }, "print": { try PrintBench.run(skein: skein) },
    ]
    for (name, show) in tables where arguments.count == 2 || arguments.contains(name) { try show() }
case nil: print("bench SKEIN [start] [unroll] [export] [import] [decode] [render] [serve] [growth] [print]")
}
