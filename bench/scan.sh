#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures one scan beside two yardsticks that read the same bytes, and prints a Markdown table:
#   gzip     decompression alone
#   DuckDB   parse every line and add up one column (io.stillwatch.bench.DuckDbYardstick)
#   scan     ./stillwatch scan, end to end
#
# Usage: bench/scan.sh WORLD_FOLDER_OR_FILE [THREADS]
# Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

input=${1:?usage: bench/scan.sh WORLD_FOLDER_OR_FILE [THREADS]}
threads=${2:-$(getconf _NPROCESSORS_ONLN)}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$root/.mvn/jdk.sh"
if [ ! -f "$root/bench/target/bench.jar" ]; then
  echo "bench/target/bench.jar is missing; run ./mvnw -Pquick -DskipTests package" >&2
  exit 2
fi

# The log files, one on each line: exchanges only, since labels and accounts are not logs.
if [ -d "$input" ]; then
  find "$input" -type f \( -name '*.jsonl.gz' -o -name '*.jsonl' \) \
    ! -path '*/labels/*' ! -name 'account*' ! -name 'signup*' ! -name 'label*' ! -name 'truth*' \
    | sort >"$work/logs"
else
  echo "$input" >"$work/logs"
fi
if [ ! -s "$work/logs" ]; then
  echo "$input holds no .jsonl or .jsonl.gz file" >&2
  exit 3
fi
bytes=$(while read -r log; do wc -c <"$log"; done <"$work/logs" | awk '{ n += $1 } END { print n }')

. "$root/bench/timed.sh"

set --
while read -r log; do set -- "$@" "$log"; done <"$work/logs"

timed gzip sh -c 'for log; do gzip -dcf "$log"; done >/dev/null' gzip "$@"
timed duckdb "$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
  -cp "$root/bench/target/bench.jar" io.stillwatch.bench.DuckDbYardstick "$threads" "$@"
"$root/stillwatch" version >/dev/null # builds, if it must, outside the clock
timed scan "$root/stillwatch" scan "$input" --threads "$threads" --out "$work/found" --quiet

read -r exchanges _ <"$work/duckdb.out"
echo "$exchanges exchanges, $bytes bytes on disk, $threads threads, $("$root/stillwatch" version)"
echo
echo '| | CPU s | CPU µs per exchange | wall s | MB/s on disk | peak RSS MB | CPU, gzip = 1 | CPU, DuckDB = 1 |'
echo '|---|--:|--:|--:|--:|--:|--:|--:|'
for name in gzip duckdb scan; do
  awk -v name="$name" -v n="$exchanges" -v bytes="$bytes" -v gzip="$(cut -d' ' -f1 "$work/gzip.time")" \
    -v duckdb="$(cut -d' ' -f1 "$work/duckdb.time")" '
    function ratio(a, b) { return b > 0 ? sprintf("%.2f", a / b) : "-" }
    { printf("| %s | %.2f | %.2f | %.2f | %s | %s | %s | %s |\n", name, $1, $1 * 1e6 / n, $2,
        ratio(bytes / 1e6, $2), ($3 > 0) ? sprintf("%d", $3 / 1024) : "-",
        ratio($1, gzip), ratio($1, duckdb)) }' "$work/$name.time"
done
