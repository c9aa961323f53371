#!/usr/bin/env bash
# Makes what is published, into target/package: a portable tarball with its own Java, a Debian
# package, the bill of materials and checksums. docs/packaging.md says what is in them and why.
#
#   ./reelay package              builds, then packs; two runs on one commit give the same bytes
#   ./reelay package --built      packs what mvn verify has just built
#   ./reelay package --checksums  writes .mvn/checksums anew, after a change of versions in pom.xml
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

fail() {
  echo "package: $*" >&2
  exit 2
}

[[ -x ${JAVA_HOME:-}/bin/jlink ]] || fail "a JDK 25 with jlink is needed; start it by ./reelay package, or set JAVA_HOME."
export JAVA_HOME
out=target/package
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
stamp=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
SOURCE_DATE_EPOCH=$(date -d "$stamp" +%s)
export SOURCE_DATE_EPOCH
case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) fail "no package is known for $(uname -m)." ;;
esac

case ${1:-} in
  --checksums) exec src/package/checksums.sh record ;;
  --built)
    [[ -f target/app/reelay.jar ]] || fail "nothing is built; run it without --built."
    mvn -B -q -P sbom cyclonedx:makeBom@bom
    ;;
  "")
    # A library of an earlier version would stay in the folder.
    rm -rf target/app
    mvn -B -q -P sbom -DskipTests package
    ;;
  *) fail "unknown option $1; see the head of $0." ;;
esac
src/package/checksums.sh verify

rm -rf "$out"
name=reelay-$version-linux-$arch
stage=$out/$name
mkdir -p "$out"
src/package/layout.sh "$stage"

# One owner, one time, one set of modes, whatever the machine's were.
normalise() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -exec chmod u=rwX,go=rX {} +
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}
normalise "$stage"

tar --create --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
  --directory "$out" "$name" | gzip -9 -n >"$out/$name.tar.gz"

if command -v dpkg-deb >/dev/null; then
  src/package/debian.sh "$stage" "$version" "$arch" "$out"
else
  echo "package: no Debian package, because there is no dpkg-deb on this machine" >&2
fi
cp target/sbom/reelay.cdx.json "$out/reelay-$version.cdx.json"
rm -r "$stage"

(cd "$out" && sha256sum -- *.* >SHA256SUMS)
cat "$out/SHA256SUMS"
