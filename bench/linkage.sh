#!/usr/bin/env bash
# bench/linkage.sh [PEOPLE…]: makes people with known errors (10000 100000 1000000), links them, and says how long it took,
# how much memory, and how right it was; then one record against the largest of them. With KITH_REFERENCE the labelled
# files of linkage/ too. bench/README.md explains the figures.
set -eu
cd "$(dirname "$0")/.."
kith=$PWD/build/release/kith
bench=$PWD/build/release/bench_linkage
[ -x "$bench" ] || { echo "bench/linkage.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }
[ $# -gt 0 ] || set -- 10000 100000 1000000
folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

# measure NAME TRUTH FILES…: links FILES by $folder/settings.yaml.
measure() {
	local name=$1 truth=$2
	shift 2
	echo "== $name"
	TIMEFORMAT='%R s, %U s of processor'
	time "$kith" link --settings "$folder/settings.yaml" "$@" --out "$folder/pairs.csv"
	"$kith" link evaluate "$folder/pairs.csv" --truth "$truth"
}

columns() {
	printf 'id: %s\ncolumns:\n' "$1"
	shift
	printf '  %s\n' "$@"
}

columns id 'forename: forename' 'surname: surname' 'date_of_birth: date' 'postcode: postcode' 'town: place' >"$folder/settings.yaml"
for people in "$@"; do
	"$bench" make --people "$people" --out "$folder/people.csv" --truth "$folder/truth.csv"
	measure "$people people" "$folder/truth.csv" "$folder/people.csv"
done
"$bench" find --settings "$folder/settings.yaml" --questions 2000 "$folder/people.csv"

files=${KITH_REFERENCE:-}/linkage
[ -f "$files/febrl1.csv" ] || exit 0
columns rec_id 'given_name: forename' 'surname: surname' 'street_number: category' 'address_1: address' 'address_2: address' \
	'suburb: place' 'postcode: postcode' 'state: category' 'date_of_birth: date' 'soc_sec_id: identifier' >"$folder/settings.yaml"
for name in febrl1 febrl2; do
	awk -F, 'NR == 1 { print "id,cluster"; next } { split($1, part, "-"); print $1 "," part[2] }' "$files/$name.csv" >"$folder/truth.csv"
	measure "$name" "$folder/truth.csv" "$files/$name.csv"
done
awk -F, 'FNR == 1 { next } { split($1, part, "-") } FNR == NR { first[part[2]] = $1; next }
	BEGIN { print "id_a,id_b" } part[2] in first { print first[part[2]] "," $1 }' "$files/febrl4a.csv" "$files/febrl4b.csv" >"$folder/truth.csv"
measure febrl4 "$folder/truth.csv" "$files/febrl4a.csv" "$files/febrl4b.csv"
columns unique_id 'first_name: forename' 'surname: surname' 'dob: date' 'city: place' 'email: email' >"$folder/settings.yaml"
measure fake_1000 "$files/fake_1000.csv" "$files/fake_1000.csv"
