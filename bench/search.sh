#!/usr/bin/env bash
# bench/search.sh [PEOPLE [SECONDS]]: makes a record of so many people (500000), plants the people of the gold set among
# them, asks all its queries and lets fifty users search for SECONDS (30); the same on a PostgreSQL server of its own.
#
# Wants about 17 KB a person on each engine under TMPDIR. bench/README.md explains the figures.
set -eu
cd "$(dirname "$0")/.."
people=${1:-500000}
seconds=${2:-30}
spine=$PWD/build/release/bench_spine
search=$PWD/build/release/bench_search
[ -x "$search" ] || { echo "bench/search.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }

if [ -z "${KITH_TEST_POSTGRES:-}" ]; then
	exec tools/with-postgres.sh "$0" "$people" "$seconds"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$spine" make --data "$folder/record" --people "$people" --subjects "$folder/subjects.csv"
worker=$(sed -n 's/^worker,\([^,]*\),.*/\1/p' "$folder/subjects.csv")
"$search" plant --data "$folder/record" --planted "$folder/planted.csv"
"$spine" copy --data "$folder/record" --to "$KITH_TEST_POSTGRES"
for place in "--data=$folder/record" "--database=$KITH_TEST_POSTGRES"; do
	for word in ask load; do
		"$search" "$word" "${place%%=*}" "${place#*=}" --planted "$folder/planted.csv" --worker "$worker" --people "$people" \
			$([ "$word" = ask ] || echo --seconds "$seconds")
	done
done
