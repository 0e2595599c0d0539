#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What blind matching costs, step by step, and how long it takes from a decision at one company to the match at three
# others over TLS, each with 100,000 known tokens. docs/blind-matching.md and docs/fast-lane.md have the figures.
#
#   bench/blind.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -q -Pquick -pl share -am package dependency:copy-dependencies -DskipTests -DincludeScope=runtime -DoutputDirectory=target/lib
uptime
"$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders -Djava.util.logging.config.file=/dev/null --enable-native-access=ALL-UNNAMED \
  -cp "share/target/classes:share/target/test-classes:share/target/lib/*" \
  io.stillwatch.share.BlindBench "$work/run" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
uptime
