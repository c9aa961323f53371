#!/usr/bin/env bash
# debian.sh STAGE VERSION ARCH OUT: the Debian package of what package.sh has laid into STAGE.
set -euo pipefail
stage=$1 version=$2 arch=$3 out=$4
here=$(dirname "$0")/debian
root=$(mktemp -d "$out/deb.XXXX")
trap 'rm -rf "$root"' EXIT

install -d "$root"/{DEBIAN,etc/reelay,usr/bin,usr/lib/reelay,usr/lib/systemd/system,usr/share/doc/reelay}
cp -R "$stage"/{app,runtime,reelay} "$root/usr/lib/reelay/"
cp -R "$stage"/config/. "$root/etc/reelay/"
install -m 644 "$here/env" "$root/etc/reelay/env"
install -m 755 "$here/reelay" "$root/usr/bin/reelay"
install -m 644 "$here/reelay.service" "$root/usr/lib/systemd/system/"
install -m 644 "$stage/LICENSE" "$root/usr/share/doc/reelay/copyright"
# The program reads .env beside itself (docs/configuration.md).
ln -s /etc/reelay/env "$root/usr/lib/reelay/.env"

(cd "$root" && find etc -type f | sort | sed 's:^:/:') >"$root/DEBIAN/conffiles"
size=$(find "$root" -type f -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" "$here/control" >"$root/DEBIAN/control"
install -m 755 "$here"/{postinst,prerm,postrm} "$root/DEBIAN/"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"

find "$root" -type d -exec chmod 755 {} +
chmod 640 "$root/etc/reelay/env"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# Jars and runtime are compressed already: xz takes minutes here and gains little.
dpkg-deb --root-owner-group -Zgzip -z6 --build "$root" "$out/reelay_${version}_$arch.deb" >/dev/null
