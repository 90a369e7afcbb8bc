#!/bin/bash
# Runs the Swift tests that are built, one target after the other: together they would only take the machine from each other.
# With arguments, those of these targets.
set -uo pipefail
cd "$(dirname "$0")/.."
targets=("$@")
[ $# -eq 0 ] && for folder in Tests/*Tests; do targets+=("$(basename "$folder")"); done

status=0
for target in "${targets[@]}"; do
    echo "== $target"
    swift test --skip-build --explicit-target-dependency-import-check error --filter "^$target\\." || status=1
done
exit $status
