#!/usr/bin/env bash
# bench/load.sh [--seconds N] [--shard I/N] [--people "12000 500000"] [--record DIR --subjects FILE] [--parts lists,mixed,search,page]
#
# Serves records of so many people on SQLite and on a PostgreSQL server of its own, and measures over HTTP: mixed load
# (60 % pages of people, 25 % lists and searches, 15 % saved answers), fifty people who search, and the person page beside
# the same page in Node with Express and Nunjucks from the same SQLite file; and each list by itself. Each time by the
# client and by the server's own log. One line a figure; bench/README.md explains.
#
#   --seconds N      of each load (30)
#   --shard I/N      every N-th of the runs (a number of people on an engine), beginning with the I-th
#   --record DIR     a record of bench_spine make that is there, copied and left as it is; with --subjects, and --people
#                    saying how many people it holds
# Wants 15 KB a person on each engine under TMPDIR.
set -eu
cd "$(dirname "$0")/.."
seconds=30 shard=1/1 numbers="12000 500000" record='' subjects='' parts=lists,mixed,search,page
for word in "$@"; do [ "$word" != --help ] || { sed -n '2,17p' "$0" | sed 's/^# \{0,1\}//'; exit 0; }; done
words=("$@")
while [ $# -gt 1 ]; do
	case $1 in
	--seconds) seconds=$2 ;;
	--shard) shard=$2 ;;
	--people) numbers=$2 ;;
	--record) record=$2 ;;
	--subjects) subjects=$2 ;;
	--parts) parts=$2 ;;
	*) echo "bench/load.sh: there is no $1; see --help" >&2; exit 2 ;;
	esac
	shift 2
done
[ $# -eq 0 ] || { echo "bench/load.sh: $1 wants a value; see --help" >&2; exit 2; }
[ -z "$record" ] || [ -n "$subjects" ] || { echo "bench/load.sh: --record wants --subjects" >&2; exit 2; }
spine=$PWD/build/release/bench_spine
search=$PWD/build/release/bench_search
binary=$PWD/build/release/kith
[ -x "$spine" ] && [ -x "$search" ] && [ -x "$binary" ] ||
	{ echo "bench/load.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }
[ -d bench/node/node_modules ] || npm ci --prefix bench/node --ignore-scripts --no-audit --no-fund --loglevel=error

if [ -z "${KITH_TEST_POSTGRES:-}" ]; then
	exec tools/with-postgres.sh "$0" "${words[@]}"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
password='a password for benchmarks'
run=0

# make PEOPLE: the record of so many people, with an account that the load signs in with.
make() {
	rm -rf "$folder/record"
	mkdir "$folder/record"
	if [ -n "$record" ]; then
		cp "$record/kith.sqlite" "$folder/record/kith.sqlite"
		cp "$subjects" "$folder/subjects.csv"
		# A record of an older program owes the jobs of its newer steps: done now, not while it is measured.
		"$search" prepare --data "$folder/record" --people "$1" >/dev/null
	else
		"$spine" make --data "$folder/record" --people "$1" --subjects "$folder/subjects.csv"
	fi
	local team
	team=$(sed -n 's/^team,\([^,]*\),.*/\1/p' "$folder/subjects.csv" | head -n 1)
	team=$(node -e 'const D = require("./bench/node/node_modules/libsql"); console.log(new D(process.argv[1]).prepare(
		"SELECT name FROM team WHERE id = ?").get(process.argv[2]).name)' "$folder/record/kith.sqlite" "$team")
	echo "$password" | "$binary" user add bench.load --name 'Bench Load' --role manager --team "$team" \
		--data "$folder/record" >/dev/null
}

mine() {
	run=$((run + 1))
	[ $(((run - 1) % ${shard#*/} + 1)) -eq "${shard%/*}" ]
}

for people in $numbers; do
	made=no
	for engine in sqlite postgresql; do
		mine || continue
		[ $made = yes ] || make "$people"
		made=yes
		place="--data=$folder/record"
		if [ $engine = postgresql ]; then
			psql "$KITH_TEST_POSTGRES" -qc "CREATE DATABASE kith_load_$people"
			url=${KITH_TEST_POSTGRES/\/postgres?/\/kith_load_$people?}
			"$spine" copy --data "$folder/record" --to "$url"
			place="--database=$url"
		fi
		node bench/load.mjs "$binary" "$place" "$folder/subjects.csv" "$password" "$seconds" "$people" "$parts"
	done
done
