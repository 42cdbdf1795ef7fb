#!/usr/bin/env bash
# bench/spine.sh [PEOPLE [SECONDS]]: makes a record of so many people (500000) on SQLite, measures it, copies it to a
# PostgreSQL server of its own and measures that; at most SECONDS (10) for each figure. One line a figure.
#
# Wants about 15 KB a person on each engine under TMPDIR. bench/README.md explains the figures.
set -eu
cd "$(dirname "$0")/.."
people=${1:-500000}
seconds=${2:-10}
program=$PWD/build/release/bench_spine
[ -x "$program" ] || { echo "bench/spine.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }

if [ -z "${KITH_TEST_POSTGRES:-}" ]; then
	exec tools/with-postgres.sh "$0" "$people" "$seconds"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
subjects=$folder/subjects.csv
"$program" make --data "$folder/record" --people "$people" --subjects "$subjects"
"$program" copy --data "$folder/record" --to "$KITH_TEST_POSTGRES"
"$program" measure --data "$folder/record" --people "$people" --subjects "$subjects" --seconds "$seconds"
"$program" measure --database "$KITH_TEST_POSTGRES" --people "$people" --subjects "$subjects" --seconds "$seconds"
