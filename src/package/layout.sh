#!/usr/bin/env bash
# Lays out what is published, in a folder: the program as mvn package has made it, with a Java runtime
# of its own. The packages and the image (Dockerfile) are made of it. JAVA_HOME names a JDK 25.
#
#   src/package/layout.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

stage=$1
stamp=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
machine=$(uname -m)
mkdir -p "$stage/app"
cp -R target/app/reelay.jar target/app/jvm.options target/app/compilers.json target/app/lib "$stage/app/"
cp -R config "$stage/config"
cp reelay LICENSE "$stage/"

# Native libraries for other systems are 13 MB. SQLite's stands beside the jars, where the launcher
# points to it; what Snappy brings is never loaded (pom.xml says why it is there at all).
without_natives() {
  local jar folder
  jar=$(realpath "$stage"/app/lib/"$1"-[0-9]*.jar)
  folder=$(mktemp -d)
  (cd "$folder" && "$JAVA_HOME/bin/jar" --extract --file "$jar")
  if [[ -n ${3:-} ]]; then
    install -D -m 644 "$folder/$2/$3" "$stage/app/native/$(basename "$3")"
  fi
  rm -r "${folder:?}/$2" "$jar"
  mv "$folder/META-INF/MANIFEST.MF" "$folder.manifest"
  "$JAVA_HOME/bin/jar" --create --file "$jar" --date="$stamp" --manifest "$folder.manifest" -C "$folder" .
  rm -r "$folder" "$folder.manifest"
}
without_natives sqlite-jdbc org/sqlite/native "Linux/$machine/libsqlitejdbc.so"
without_natives snappy-java org/xerial/snappy/native

# The runtime: what jdeps finds, and below it what is looked up by name: the zip file system for files
# inside the jar, Unsafe, and Chinese. (--strip-debug gives the same size, but wants binutils.)
modules=$("$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
  --recursive --class-path "$stage/app/lib/*" "$stage/app/reelay.jar")
"$JAVA_HOME/bin/jlink" --output "$stage/runtime" \
  --add-modules "$modules,jdk.zipfs,jdk.unsupported,jdk.localedata" --include-locales en,zh \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-9
