#!/bin/bash
# Runs the Swift tests that are built, one target after the other: together they would only take the machine from each other.
# With arguments, those of these targets.
set -uo pipefail
cd "$(dirname "$0")/.."
targets=("$@")
[ $# -eq 0 ] && for folder in Tests/*Tests; do targets+=("$(basename "$folder")"); done

# With well over a thousand files open, Foundation now and then crashes where it starts a process: what opens most of them and what
# starts most processes run alone.
alone=(tenThousandIdleConnectionsDoNoHarm CrashTests)

status=0
tests() {
    swift test --skip-build --explicit-target-dependency-import-check error "$@" || status=1
}
for target in "${targets[@]}"; do
    echo "== $target"
    tests --filter "^$target\\." "${alone[@]/#/--skip=}"
    for name in "${alone[@]}"; do
        if grep -qrE "(func|struct) \w*$name" "Tests/$target"; then tests --filter "^$target\\..*$name"; fi
    done
done
exit $status
