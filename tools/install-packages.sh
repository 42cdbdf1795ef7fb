#!/usr/bin/env bash
# install-packages.sh LIST…: installs the Debian packages named in the lists, a name a line, when one is missing.
# Quiet, asks nothing. A node or npm that is already on the path is left as it is.
set -u

wanted=()
while read -r package; do
	case $package in
	'' | '#'*) continue ;;
	nodejs) command -v node >/dev/null && continue ;;
	npm) command -v npm >/dev/null && continue ;;
	esac
	wanted+=("$package")
done < <(cat "$@")

if ! command -v dpkg-query >/dev/null; then
	echo "This is not Debian: see that these are installed: ${wanted[*]}" >&2
	exit 0
fi

installed=$(dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
	sed -n 's/^\([^ :]*\)[^ ]* installed$/\1/p')
missing=()
for package in "${wanted[@]}"; do
	grep -qxF "$package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
	as_root=(sudo -n)
	if ! command -v sudo >/dev/null; then
		echo "These packages are missing, and only root may install them: ${missing[*]}" >&2
		exit 1
	fi
fi

echo "installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
	tail -n 30 "$log" >&2
	echo "The packages could not be installed: ${missing[*]}" >&2
	exit 1
fi
