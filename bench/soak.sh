#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Loads a server, and says whether its memory, threads or files grow, with an interval: docs/performance.md.
# Usage: bench/soak.sh [MINUTES] [FOLDER], 10 minutes and a new folder of /tmp unless told otherwise.
#   RATE=8000      entries a second; as fast as the server takes them when unset, and then detection falls behind
#   IDS=500000     request ids that are remembered at least; few, so that their tables, which are bounded, hide nothing
#   SETTINGS="detect.judge-every=10m"   settings of the server, with spaces between; by the hour when unset, since event time
#                  runs a hundred thousand times faster than a clock
# Exit code 1: something grows, or a check was not answered.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
ids=${IDS:-500000}
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
. .mvn/jdk.sh
[ -d "$folder/world" ] || ./stillwatch arena write --preset demo --seed 1 --accounts 2000 --days 7 --out "$folder/world" >/dev/null

STILLWATCH_OPTS="${STILLWATCH_OPTS:--Xmx1g}" ./stillwatch serve --data "$folder/data" --set server.listen=127.0.0.1:0 \
  --set gateway.listen=127.0.0.1:8791 --set grpc.listen= --set detect.time=log --set detect.request-ids="$ids" \
  $(for one in ${SETTINGS:-detect.judge-every=1h}; do printf ' --set %s' "$one"; done) >"$folder/out" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 240); do grep -q "listening on" "$folder/out" && break; sleep 0.5; done
address=$(sed -n 's/^listening on //p' "$folder/out")
[ -n "$address" ] || { echo "the server did not start: see $folder/log" >&2; exit 1; }
IDS=$ids MINUTES=$minutes ADDRESS=$address JCMD=$JAVA_HOME/bin/jcmd python3 bench/soak.py "$folder" "$server"
