#!/usr/bin/env bash
# The committed checksums of everything that the build fetches, .mvn/checksums/checksums.sha256.
#
#   checksums.sh verify   compares what lies in the local repository and in target/app/lib with them
#   checksums.sh record   builds with an empty local repository, and writes down what came into it
#
# Maven 3.9 and newer reads the same file by itself (.mvn/maven.config) and uses nothing that differs;
# older ones do not, so this is done whatever Maven there is.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C
sums=.mvn/checksums/checksums.sha256

# The lines of those files that are there: another Maven may need others.
listed_in() {
  while read -r sum path; do
    if [[ -f $1/$path ]]; then echo "$sum  $1/$path"; fi
  done <"$sums"
}

verify() {
  local repository=${REELAY_MAVEN_REPOSITORY:-$HOME/.m2/repository} there wrong
  # Plugins and what the compiler runs are there too.
  there=$(listed_in "$repository")
  if [[ -z $there ]]; then
    echo "checksums: none of the listed files is in $repository (REELAY_MAVEN_REPOSITORY names another); only what is shipped is compared." >&2
  elif ! wrong=$(sha256sum --check --quiet <<<"$there" 2>&1); then
    echo "$wrong" >&2
    echo "checksums: a fetched file is not the one in $sums." >&2
    return 1
  fi
  # What is shipped must be listed: its name and its bytes.
  wrong=$(awk 'NR == FNR { sub(/.*\//, "", $2); known[$1 " " $2] = 1; next }
    { name = $2; sub(/.*\//, "", name); if (!(($1 " " name) in known)) print name }' \
    "$sums" <(sha256sum target/app/lib/*.jar))
  if [[ -n $wrong ]]; then
    echo "$wrong" >&2
    echo "checksums: a library is not in $sums; if pom.xml was changed, ./reelay package --checksums writes it anew." >&2
    return 1
  fi
}

record() {
  local repository=$PWD/target/fetched
  rm -rf "$repository"
  # What is listed now must not stand in the way of a changed version.
  mvn -B -q -P sbom,bench -Dmaven.test.skip=true -Dmaven.repo.local="$repository" \
    -Daether.artifactResolver.postProcessor.trustedChecksums=false verify
  (cd "$repository" && find . -type f \( -name '*.jar' -o -name '*.pom' \) -printf '%P\0' | sort -z \
    | xargs -0 sha256sum) >"$sums.new"
  mv "$sums.new" "$sums"
  rm -rf "$repository"
  echo "checksums: $(wc -l <"$sums") files; look at the difference before you commit it." >&2
}

case ${1:-} in
  verify | record) "$1" ;;
  *) echo "checksums: verify or record" >&2; exit 2 ;;
esac
