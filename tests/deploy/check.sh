#!/bin/sh
# check.sh KITH: the files of deploy/ do what they say.
set -eu
kith=$1
place=$(mktemp -d)
server=
finish() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	rm -rf "$place"
}
trap finish EXIT
fail() {
	echo "FAILED: $1" >&2
	exit 1
}

# A record, a copy of it, its trial restore; an old copy goes, tonight's stays.
"$kith" practice publish boroughs/thurrock --data "$place/record" >/dev/null
mkdir "$place/copies"
touch -d '30 days ago' "$place/copies/kith-2026-01-01T000000Z" "$place/copies/kith-2026-01-01T000000Z.proof"
KITH=$kith deploy/kith-backup "$place/record" "$place/copies" 14 >"$place/said"
grep -q '"sound":true' "$place/said" || fail "the trial restore was not reported"
[ "$(find "$place/copies" -type f | wc -l)" = 2 ] || fail "there should be one copy and its proof"
[ -z "$(find "$place/copies" -type f -perm /077)" ] || fail "others may read a copy"
[ -z "$(find "$place/copies" -name 'trial-*')" ] || fail "the trial was left"

# A copy that cannot be made fails the unit and deletes nothing.
touch -d '30 days ago' "$place/copies/kith-2026-01-01T000000Z"
if KITH=$kith deploy/kith-backup "$place/nothing-here" "$place/copies" 14 >/dev/null 2>&1; then
	fail "no record, and yet the backup said yes"
fi
[ -e "$place/copies/kith-2026-01-01T000000Z" ] || fail "an old copy went although there was no new one"

# The server as the unit starts and stops it: it says its port, answers /healthz, ends with 0, and the next start goes on.
# The log has a line for each request with its id, and never the address of a page.
for round in 1 2; do
	mkfifo "$place/port-$round"
	"$kith" serve --data "$place/record" --listen 127.0.0.1:0 --behind-tls >"$place/port-$round" 2>"$place/log-$round" &
	server=$!
	read -r line <"$place/port-$round"
	port=$(echo "$line" | tr -cd 0-9)
	[ "$(curl -s "http://127.0.0.1:$port/healthz")" = ok ] || fail "/healthz does not answer"
	curl -s -o /dev/null "http://127.0.0.1:$port/people/zzzz-secret-address"
	kill -TERM "$server"
	wait "$server" || fail "a stop is not a failure"
	server=
	grep -q 'id=' "$place/log-$round" || fail "requests have no id in the log"
	if grep -q 'zzzz-secret-address' "$place/log-$round"; then
		fail "the log has the address of a page"
	fi
done

# The units and the proxy's sample, where their own programs are here to read them.
if command -v systemd-analyze >/dev/null; then
	for unit in kith.service kith-backup.service kith-backup.timer; do
		sed -e 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' "deploy/$unit" >"$place/$unit"
	done
	said=$(systemd-analyze verify --man=no "$place/kith.service" "$place/kith-backup.service" "$place/kith-backup.timer" 2>&1) ||
		fail "systemd: $said"
	[ -z "$said" ] || fail "systemd: $said"
fi
if command -v nginx >/dev/null && command -v openssl >/dev/null; then
	openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=care.example.gov.uk -keyout "$place/key" -out "$place/cert" 2>/dev/null
	sed -e "s#/etc/ssl/kith/fullchain.pem#$place/cert#; s#/etc/ssl/kith/privkey.pem#$place/key#; s#/var/log/nginx#$place#" \
		deploy/nginx.conf >"$place/site.conf"
	printf 'error_log %s/error; pid %s/pid; events {} http { include %s/site.conf; }\n' "$place" "$place" "$place" >"$place/nginx.conf"
	nginx -t -q -e "$place/error" -c "$place/nginx.conf" || fail "nginx refuses the sample"
fi
echo "deploy: all held"
