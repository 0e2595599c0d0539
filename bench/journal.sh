#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Appended records a second and CPU for each, as a Markdown table: docs/keeping.md.
# Usage: bench/journal.sh FOLDER, an empty one on the disk to be measured.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 1 ] || { echo "usage: bench/journal.sh FOLDER" >&2; exit 2; }
mkdir -p "$1"
[ -z "$(ls -A "$1")" ] || { echo "$1 is not empty; give an empty folder" >&2; exit 2; }
. .mvn/jdk.sh
./mvnw -q -Pquick -pl store -am test-compile
exec "$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders \
  -cp store/target/classes:store/target/test-classes:model/target/classes io.stillwatch.store.journal.JournalBench "$1"
