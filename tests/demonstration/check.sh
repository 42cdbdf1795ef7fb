#!/bin/sh
# check.sh KITH: each council's demonstration, as typed: it is made, it is sound, and its return passes the check.
set -eu
kith=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
fail() {
	echo "FAILED: $1" >&2
	exit 1
}

for borough in boroughs/*/demonstration; do
	name=$(basename "$(dirname "$borough")")
	"$kith" demo --borough "$name" --people 80 --data "$place/$name" >"$place/said" || fail "$name is not made"
	grep -q practitioner1 "$place/said" || fail "$name prints no sign-in"
	"$kith" verify --data "$place/$name" >"$place/verified" || fail "$name: $(cat "$place/verified")"
	"$kith" cld export --data "$place/$name" --from 2025-04-01 --to 2026-03-31 >"$place/return.csv" 2>/dev/null ||
		fail "$name: no return"
	[ "$(wc -l <"$place/return.csv")" -gt 10 ] || fail "$name: the return has no rows"
	"$kith" cld check "$place/return.csv" >"$place/checked" || fail "$name: $(cat "$place/checked")"
	# The council's own code stands in every row, and nobody lives in another borough.
	code=$(sed -n "s/^cassr_code: '\(.*\)'$/\1/p" "boroughs/$name/council.yaml")
	[ "$(tail -n +2 "$place/return.csv" | grep -c "^$code,")" = "$(tail -n +2 "$place/return.csv" | wc -l)" ] ||
		fail "$name: another council's code"
	rm -rf "${place:?}/$name"
	count=$((${count:-0} + 1))
done
[ "$count" -ge 5 ] || fail "only $count councils have a demonstration"
