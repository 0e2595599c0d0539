#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How a scan grows: worlds of several sizes, each scanned with text and, stripped of messages, tools and replies, as metadata
# only. Memory is told by the smallest heap with which the scan still passes: peak resident size mostly says how much heap
# the JVM was allowed. Prints a Markdown table.
#
# Usage: bench/sizes.sh [ACCOUNTS...]      (default: 3000 10000 30000; the campaigns alone are 2,000)
# Needs Node, to strip the logs. Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

[ $# -gt 0 ] || set -- 3000 10000 30000
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/bench/timed.sh"
"$root/stillwatch" version >/dev/null # builds, if it must, outside the clock

strip='
const lines = require("readline").createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on("line", line => {
  const { messages, tools, completion, ...rest } = JSON.parse(line);
  process.stdout.write(JSON.stringify(rest) + "\n");
});'

# The smallest heap, in MB, with which a scan of $1 passes.
least_heap() {
  for megabytes in 256 384 512 768 1024 1536 2048 3072 4096 6144 8192; do
    # a heap that is all but too small spends its time on collection; give up on it early
    if STILLWATCH_OPTS="-Xmx${megabytes}m -XX:GCTimeLimit=50 -XX:GCHeapFreeLimit=10" \
      "$root/stillwatch" scan "$1" --out "$work/found" --quiet >/dev/null 2>&1; then
      echo "$megabytes"
      return
    fi
  done
  echo '> 8192'
}

row() { # NAME LOG_FOLDER
  timed scan "$root/stillwatch" scan "$2" --out "$work/found" --json --quiet
  awk -v name="$1" -v n="$exchanges" -v a="$accounts" -v heap="$(least_heap "$2")" '
    { printf("| %s | %d | %d | %.1f | %.1f | %d | %s | %.0f |\n", name, a, n, $1 * 1e6 / n, $2, $3 / 1024,
        heap, heap * 1048576 / n) }' "$work/scan.time"
}

echo '| log | accounts | exchanges | CPU µs per exchange | wall s | peak RSS MB | smallest heap MB | heap bytes per exchange |'
echo '|---|--:|--:|--:|--:|--:|--:|--:|'
for size; do
  world=$work/world
  rm -rf "$world" "$work/bare"
  "$root/stillwatch" arena write --preset standard --seed 7 --accounts "$size" --out "$world" \
    >"$work/write.log" 2>&1 || { tail -n 3 "$work/write.log" >&2; exit 1; }
  mkdir "$work/bare"
  cat "$world"/exchanges*.jsonl.gz | gzip -dc | node -e "$strip" | gzip -1 >"$work/bare/exchanges.jsonl.gz"
  cp "$world/accounts.jsonl" "$work/bare/"
  accounts=$(wc -l <"$world/accounts.jsonl")
  exchanges=$(gzip -dc "$work/bare/exchanges.jsonl.gz" | wc -l)
  row 'with text' "$world"
  row 'metadata only' "$work/bare"
done
