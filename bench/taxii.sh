#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Requests a second and latency of `stillwatch hub`, and of medallion beside it in the same run when there is a checkout of
# it (oasis-open/cti-taxii-server, its memory backend). Needs wrk, curl and python3 (Debian); medallion's own libraries have to be
# on PYTHONPATH. Both get the same objects and the same requests; docs/taxii.md has the figures.
#
#   bench/taxii.sh [--medallion CHECKOUT] [SECONDS] [CONNECTIONS] [OBJECTS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
medallion=
if [ "${1:-}" = --medallion ]; then medallion=$(cd "$2" && pwd); shift 2; fi
seconds=${1:-10}
connections=${2:-8}
objects=${3:-1000}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for program in wrk curl python3; do
  command -v "$program" >/dev/null || { echo "$program is missing; apt-get install $program" >&2; exit 1; }
done
user=anna
secret=a-secret-for-this-run-alone-and-no-other
feed=472c94ae-3113-4e3e-a4dd-a9f4ac7471d4
type='application/taxii+json;version=2.1'

# Envelopes of a hundred indicators.
python3 - "$objects" "$work" <<'PY'
import json, sys, uuid
count, work = int(sys.argv[1]), sys.argv[2]
at = "2026-01-31T12:00:00.000Z"
for first in range(0, count, 100):
    many = [{"type": "indicator", "spec_version": "2.1", "id": f"indicator--{uuid.UUID(int=n, version=4)}", "created": at,
             "modified": at, "indicator_types": ["malicious-activity"], "pattern": "[ipv4-addr:value = '203.0.113.7']",
             "pattern_type": "stix", "valid_from": at, "description": "seen by many at once " * 8}
            for n in range(first, min(first + 100, count))]
    json.dump({"objects": many}, open(f"{work}/envelope-{first}.json", "w"))
PY
one=indicator--$(python3 -c 'import uuid; print(uuid.UUID(int=5, version=4))')

wait_for() {
  for _ in $(seq 300); do curl -s -o /dev/null -u "$user:$secret" -H "Accept: $type" "$1/taxii2/" && return; sleep 0.2; done
  echo "nothing listens at $1" >&2; exit 1
}

# measure NAME ROOT PID
measure() {
  local base=$2/collections/$feed last
  for file in "$work"/envelope-*.json; do
    curl -sf -o /dev/null -u "$user:$secret" -H "Accept: $type" -H "Content-Type: $type" --data-binary @"$file" "$base/objects/"
  done
  last=$(curl -s -D - -o /dev/null -u "$user:$secret" -H "Accept: $type" "$base/objects/?added_after=2000-01-01T00:00:00.000000Z&limit=100" \
    | tr -d '\r' | sed -n 's/^[Xx]-[Tt][Aa][Xx][Ii][Ii]-[Dd]ate-[Aa]dded-[Ll]ast: //p')
  run "$1" "100 objects" "$base/objects/?limit=100"
  run "$1" "nothing new" "$base/objects/?added_after=2999-01-01T00:00:00.000000Z"
  run "$1" "one object" "$base/objects/$one/"
  run "$1" "manifest, 100 behind a stamp" "$base/manifest/?limit=100&added_after=${last:-2000-01-01T00:00:00.000000Z}"
  run "$1" "post one object" "$base/objects/" -s "$here/taxii/post.lua"
  echo "$1: resident memory $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$3/status") MB"
}

run() {
  local name=$1 what=$2 url=$3; shift 3
  wrk -t2 -c"$connections" -d2s -H "Authorization: Basic $(printf %s "$user:$secret" | base64 -w0)" -H "Accept: $type" "$@" "$url" >/dev/null
  wrk -t2 -c"$connections" -d"${seconds}s" --latency --timeout 30s -H "Authorization: Basic $(printf %s "$user:$secret" | base64 -w0)" \
      -H "Accept: $type" "$@" "$url" >"$work/wrk"
  awk -v name="$name" -v what="$what" '
    /50%/ {p50 = $2} /99%/ {p99 = $2} /Requests\/sec/ {rate = $2} /Non-2xx/ {bad = ", " $NF " refused"} /Socket errors/ {bad = bad ", " $0}
    END {printf "%-10s %-30s %10.1f /s   p50 %-10s p99 %s%s\n", name, what, rate, p50, p99, bad}' "$work/wrk"
}

"$here/../mvnw" -f "$here/../pom.xml" -o -q -Pquick -pl cli -am package -Dmaven.test.skip=true
cat >"$work/hub.toml" <<TOML
[hub]
listen = "127.0.0.1:18710"
data = "$work/hub"
[peer.$user]
secret-sha256 = "$(printf %s "$secret" | sha256sum | cut -d' ' -f1)"
[collection.feed]
id = "$feed"
read = ["*"]
write = ["*"]
TOML
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --version 2>/dev/null | grep -qE '^openjdk (2[5-9]|[3-9])' || java=$(ls /usr/lib/jvm/*25*/bin/java | head -1)
"$java" -Xmx512m --enable-native-access=ALL-UNNAMED -jar "$here/../cli/target/stillwatch/stillwatch.jar" hub --config "$work/hub.toml" >"$work/hub.log" 2>&1 &
hub=$!
wait_for http://127.0.0.1:18710
measure stillwatch http://127.0.0.1:18710/taxii2/coalition "$hub"
kill "$hub"; wait "$hub" 2>/dev/null || true

if [ -n "$medallion" ]; then
  python3 - "$work" "$feed" "$user" "$secret" <<'PY'
import json, sys
work, feed, user, secret = sys.argv[1:]
json.dump({"/discovery": {"title": "m", "default": "http://127.0.0.1:18711/m/", "api_roots": ["http://127.0.0.1:18711/m/"]},
           "m": {"information": {"title": "m", "versions": ["application/taxii+json;version=2.1"], "max_content_length": 9765625},
                 "status": [], "collections": [{"id": feed, "title": "feed", "can_read": True, "can_write": True,
                                                "media_types": ["application/stix+json;version=2.1"], "objects": [], "manifest": []}]}},
          open(f"{work}/data.json", "w"))
json.dump({"backend": {"module_class": "MemoryBackend", "filename": f"{work}/data.json"}, "users": {user: secret},
           "taxii": {"max_page_size": 100}}, open(f"{work}/medallion.json", "w"))
PY
  (cd "$medallion" && exec python3 -m medallion.scripts.run --host 127.0.0.1 --port 18711 --log-level ERROR --conf-file "$work/medallion.json") >"$work/medallion.log" 2>&1 &
  other=$!
  wait_for http://127.0.0.1:18711
  measure medallion http://127.0.0.1:18711/m "$other"
fi
