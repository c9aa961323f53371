#!/bin/sh
# Shows that the simulation notices each fault in this folder: applies each patch to a copy of the core,
# compiles that, runs so many worlds, and prints what they violate first. After `mvn test-compile`:
#   src/test/mutations/run.sh [SEEDS] [NAME...]
# A patch that says "Caught by: CLASS" is shown to that test instead; at most three are.
# CLASSES, TESTS and CP name other folders and another class path than those of Maven.
set -u
cd "$(dirname "$0")/../../.."
seeds=${1:-5000}
[ $# -gt 0 ] && shift
CLASSES=${CLASSES:-target/classes}
TESTS=${TESTS:-target/test-classes}
CP=${CP:-$(mvn -o -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=/dev/stdout)}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
lives=0
for patch in src/test/mutations/*.patch; do
  name=$(basename "$patch" .patch)
  [ $# -gt 0 ] && case " $* " in *" $name "*) ;; *) continue ;; esac
  rm -rf "$copy"/* && mkdir -p "$copy/classes" "$copy/src/main/java/io/github/reelay"
  cp -r src/main/java/io/github/reelay/task src/main/java/io/github/reelay/tracking "$copy/src/main/java/io/github/reelay"
  if ! patch -s -p1 -d "$copy" <"$patch" >/dev/null; then
    echo "$name | DOES NOT APPLY"
    lives=$((lives + 1))
    continue
  fi
  if ! javac -proc:none -nowarn -d "$copy/classes" -cp "$CLASSES:$CP" $(sed -n "s|^+++ b/|$copy/|p" "$patch") >"$copy/log" 2>&1; then
    echo "$name | DOES NOT COMPILE: $(head -1 "$copy/log")"
    lives=$((lives + 1))
    continue
  fi
  test=$(sed -n 's/^Caught by: //p' "$patch")
  if [ -n "$test" ]; then work="NamedTestRun $test"; else work="SimulationRun 1 $seeds 1"; fi
  # shellcheck disable=SC2086
  timeout 300 java -cp "$copy/classes:$TESTS:$CLASSES:$CP" \
    io.github.reelay.tracking.simulation.$work >"$copy/log" 2>"$copy/errors"
  case $? in
    3) echo "$name | caught | $(grep -a "^[0-9]* \|^io\.github\.reelay[^ ]* " "$copy/log" | tail -1 | cut -c1-110)" ;;
    0) echo "$name | LIVES" && lives=$((lives + 1)) ;;
    124) echo "$name | DOES NOT END" && lives=$((lives + 1)) ;;
    *) echo "$name | NOT RUN: $(cat "$copy/errors" "$copy/log" | head -1 | cut -c1-110)" && lives=$((lives + 1)) ;;
  esac
done
echo "$lives live"
[ $lives -eq 0 ]
