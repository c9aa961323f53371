#!/usr/bin/env bash
# Tries the packages in target/package as people get them: the tarball unpacked with an empty
# environment, the Debian package installed, run and purged in a clean Debian of its own.
# Needs what is there after ./reelay package; .ci/run calls it. The clean Debian needs root and
# debootstrap, and is said to be skipped where they are missing; --nothing-skipped makes that a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/target/package
work=$(mktemp -d)
root=$work/debian
running=
finish() {
  [[ -z $running ]] || kill -9 "$running" 2>/dev/null || true
  for mounted in "$root/proc" "$root"; do
    if mountpoint -q "$mounted"; then umount "$mounted"; fi
  done
  rm -rf --one-file-system "$work"
}
trap finish EXIT

passed=0
ok() {
  passed=$((passed + 1))
  echo "ok $passed - $1"
}
fail() {
  echo "not ok - $1" >&2
  [[ ! -f $work/log ]] || cat "$work/log" >&2
  exit 1
}

# start COMMAND...: starts it and waits until it has said the address of its web chat.
start() {
  : >"$work/log"
  "$@" >"$work/log" 2>&1 &
  running=$!
  local tries=0
  until grep -q 'Reelay demo:' "$work/log"; do
    tries=$((tries + 1))
    if ((tries > 900)) || ! kill -0 "$running" 2>/dev/null; then fail "it did not start: $*"; fi
    sleep 0.2
  done
  address=$(sed -n 's|.*open \(http://[^/ ]*\).*|\1|p' "$work/log")
}
is_ready() {
  [[ $(curl -s -o "$work/answer" -w '%{http_code}' "$address/health/ready") == 200 ]] || fail "not ready at $address"
}
# stop PID: by SIGTERM; an orderly end says 143.
stop() {
  kill -TERM "$1"
  local code=0
  wait "$running" || code=$?
  running=
  ((code == 143)) || fail "it ended with $code, not 143"
}

(cd "$out" && sha256sum --check --quiet SHA256SUMS) || fail "SHA256SUMS does not fit"
ok "the checksums fit"
tarball=$(echo "$out"/reelay-*-linux-*.tar.gz)
size=$(stat -c %s "$tarball")
((size <= 90000000)) || fail "the tarball has $size bytes, more than 90 MB"
ok "the tarball has $size bytes"

mkdir "$work/a place" "$work/home"
tar -xzf "$tarball" -C "$work/a place"
home=$(echo "$work/a place"/reelay-*)
clean=(env -i PATH=/usr/bin:/bin HOME="$work/home" REELAY_HTTP_PORT=0)
start "${clean[@]}" "$home/reelay" demo
[[ $(readlink "/proc/$running/exe") == "$home/runtime/bin/java" ]] || fail "it runs another Java"
is_ready
ok "the tarball's demo is ready, on its own Java, with an empty environment"
stop "$running"
ok "SIGTERM stops it in order"

[[ -s $home/app/reelay.aot ]] || fail "the first start made no cache"
mv "$work/a place" "$work/elsewhere"
home=$(echo "$work/elsewhere"/reelay-*)
# In this mode a cache that does not fit would end it.
start "${clean[@]}" JDK_JAVA_OPTIONS=-XX:AOTMode=on "$home/reelay" demo
is_ready
stop "$running"
ok "the cache fits, also when the folder has been moved"
echo broken >"$home/app/reelay.aot"
start "${clean[@]}" "$home/reelay" demo
is_ready
! grep -qi 'aot\|cds\|archive' "$work/log" || fail "a broken cache was told of"
stop "$running"
ok "a cache that does not fit is passed over in silence"
rm -rf "$home"

deb=$(echo "$out"/reelay_*.deb)
dpkg-deb --contents "$deb" | awk '$2 != "root/root" { print; bad = 1 } END { exit bad }' || fail "a file of the package is not root's"
dpkg-deb --ctrl-tarfile "$deb" | tar -xO ./conffiles | grep -qx /etc/reelay/reelay.yaml || fail "the settings are no conffile"
ok "the Debian package's files are root's, its settings conffiles"

if ((EUID != 0)) || ! command -v debootstrap >/dev/null; then
  echo "skipped: installing in a clean Debian needs root and debootstrap" >&2
  [[ ${1:-} != --nothing-skipped ]] || exit 1
  exit 0
fi

# From where apt fetches here, whatever that is.
read -r release mirror < <(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | head -n 1)
debootstrap --variant=minbase "$release" "$root" "$mirror" >"$work/log" 2>&1 || fail "debootstrap of $release failed"
# A mount of its own, because Java asks on which one a file is.
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
in_root=(chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin)
cp "$deb" "$root/root/"
"${in_root[@]}" dpkg --install "/root/${deb##*/}" >"$work/log" 2>&1 || fail "it cannot be installed"
[[ $("${in_root[@]}" stat -c '%U:%G %a' /etc/reelay/env) == "root:reelay 640" ]] || fail "others may read the tokens"
[[ $("${in_root[@]}" stat -c '%U:%G %a' /var/lib/reelay) == "reelay:reelay 700" ]] || fail "others may read the data"
[[ -s $root/usr/lib/reelay/app/reelay.aot ]] || fail "no cache was made"
ok "it is installed in a clean $release: user, modes, cache"

start "${in_root[@]}" REELAY_HTTP_PORT=0 reelay demo
is_ready
java=$(pgrep -u "$("${in_root[@]}" id -u reelay)" -x java) || fail "it does not run as reelay"
ok "the demo is ready, as the user reelay"
stop "$java"
[[ -f $root/var/lib/reelay/demo/reelay.db ]] || fail "its data is not in /var/lib/reelay"
echo 'REELAY_SANDBOX=true' >>"$root/etc/reelay/env"
"${in_root[@]}" REELAY_HTTP_PORT=0 reelay check >"$work/log" 2>&1 || fail "check finds something wrong"
grep -q 'provider sandbox' "$work/log" || fail "check does not read /etc/reelay/env"
ok "check reads /etc/reelay/env and is content"

"${in_root[@]}" dpkg --remove reelay >"$work/log" 2>&1 || fail "it cannot be removed"
[[ -f $root/etc/reelay/env && -d $root/var/lib/reelay && ! -e $root/usr/lib/reelay ]] || fail "removing took or left too much"
ok "removed: settings and data stay, the program is gone"
"${in_root[@]}" dpkg --purge reelay >"$work/log" 2>&1 || fail "it cannot be purged"
left=$(find "$root" -xdev -name '*reelay*' -not -path "$root/root/*" -not -path "$root/var/log/*" -not -path "$root/tmp/*")
[[ -z $left ]] || fail "purging left $left"
! grep -q '^reelay:' "$root/etc/passwd" || fail "purging left the user"
ok "purged: nothing is left"
echo "packages: $passed checks passed"
