#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what an operator might run today beside Stillwatch, on the same events and in the same run, and prints a
# Markdown page (docs/peers-measured.md):
#   Stillwatch   ./stillwatch scan, with text and on metadata only
#   CrowdSec     leaky buckets over the metadata, replayed from a file (bench/peers/crowdsec)
#   Osprey       its rules engine alone over the first events (bench/peers/osprey), if you have it installed
# A peer that cannot be had is named on the page with the reason.
#
# Usage: bench/peers.sh [--seed N] [--split development|sealed] [--accounts N] [--days N] [--runs N] [--page FILE]
#          [--crowdsec FOLDER] [--osprey-python PYTHON [--osprey-note TEXT]] [--osprey-events N] [--work DIR]
#   --seed, --split   which world of the preset `standard` (default: 1, development)
#   --accounts        its accounts (default: the preset's)
#   --days            its days (default: 7); CrowdSec's replay needs up to 36 KB of memory an exchange
#   --runs            how often each is run; the median by CPU counts (default: 1)
#   --page            also write the page there
#   --crowdsec        an unpacked package of CrowdSec 1.4 (default: fetched with apt-get download, not installed,
#                     into ${XDG_CACHE_HOME:-~/.cache}/stillwatch-bench)
#   --osprey-python   a Python that can import Osprey's engine (github.com/roostorg/osprey); it is not fetched here,
#                     install it as its own pages say
#   --osprey-note     which Osprey that is, and for which of its libraries stand-ins were used, for the page
#   --osprey-events   how many events it is given (default: 20000)
#   --work            where to put world and findings, and leave them (default: a temporary folder)
# Needs GNU time, Python 3.8 and, to fetch CrowdSec, apt-get and dpkg. No root.
# Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

seed=1
split=development
accounts=
days=7
runs=1
page=
crowdsec=
osprey=
osprey_note=
osprey_events=20000
work=
asked=bench/peers.sh
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '3,/^set /{ /^set /d; s/^# \{0,1\}//; p; }' "$0"; exit 0 ;;
    --seed | --split | --accounts | --days | --runs | --page | --crowdsec | --osprey-python | --osprey-note | --osprey-events | --work)
      [ $# -gt 1 ] || { echo "$0: $1 needs a value" >&2; exit 2; } ;;
    *) echo "$0: $1 is no option; see $0 --help" >&2; exit 2 ;;
  esac
  case $1 in
    --seed) seed=$2; asked+=" $1 $2" ;;
    --split) split=$2; asked+=" $1 $2" ;;
    --accounts) accounts=$2; asked+=" $1 $2" ;;
    --days) days=$2; asked+=" $1 $2" ;;
    --runs) runs=$2; asked+=" $1 $2" ;;
    --page) page=$2 ;;
    --crowdsec) crowdsec=$2; asked+=" $1 FOLDER" ;;
    --osprey-python) osprey=$2; asked+=" $1 PYTHON" ;;
    --osprey-note) osprey_note=$2 ;;
    --osprey-events) osprey_events=$2; asked+=" $1 $2" ;;
    --work) work=$2 ;;
  esac
  shift 2
done
for number in "$seed" "${accounts:-1}" "$days" "$runs" "$osprey_events"; do
  case $number in
    '' | 0 | *[!0-9]*) echo "$0: --seed, --accounts, --days, --runs and --osprey-events take a whole number from 1" >&2; exit 2 ;;
  esac
done

root=$(cd "$(dirname "$0")/.." && pwd -P)
peers=$root/bench/peers
export STILLWATCH_OPTS=${STILLWATCH_OPTS:--Xmx1g}
say() { echo "$*" >&2; }

if ! command -v python3 >/dev/null || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))'; then
  say "$0: needs Python 3.8 or newer as python3; on Debian: apt-get install python3"
  exit 2
fi
if ! /usr/bin/time -f %e true 2>/dev/null; then
  say "$0: needs GNU time as /usr/bin/time, or there is no peak memory; on Debian: apt-get install time"
  exit 2
fi

server= # the local API, while alerts are read out of it
temporary=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$temporary" ] || rm -rf "$temporary"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
if [ -z "$work" ]; then
  temporary=$(mktemp -d)
  work=$temporary
elif [ -e "$work" ] && [ -n "$(ls -A "$work")" ]; then
  say "$0: $work is not empty; name a new folder"
  exit 2
fi
mkdir -p "$work"
work=$(cd "$work" && pwd -P)
export TMPDIR=$work # whatever a peer leaves behind goes with it
. "$root/bench/timed.sh"

# --- what there is -----------------------------------------------------------------------------

version=$("$root/stillwatch" version) # builds, if it must, outside the clock

no_crowdsec= # why it is not measured
if [ -z "$crowdsec" ]; then
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/stillwatch-bench
  crowdsec=$cache/crowdsec
  if [ ! -x "$crowdsec/usr/bin/crowdsec" ]; then
    if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
      no_crowdsec="this machine has no apt-get and dpkg to fetch it with; give --crowdsec FOLDER"
    else
      say "fetching CrowdSec"
      mkdir -p "$cache" "$work/fetched"
      if (cd "$work/fetched" && apt-get download crowdsec) >"$work/fetch.log" 2>&1; then
        rm -rf "$crowdsec.new" "$crowdsec"
        dpkg -x "$work"/fetched/crowdsec_*.deb "$crowdsec.new"
        mv "$crowdsec.new" "$crowdsec"
      else
        no_crowdsec="\`apt-get download crowdsec\` failed: $(grep -m 1 '^E:' "$work/fetch.log" || true)"
      fi
      rm -rf "$work/fetched"
    fi
  fi
fi
if [ -z "$no_crowdsec" ]; then
  if ! crowdsec_version=$("$crowdsec/usr/bin/crowdsec" -version 2>&1 | sed -n 's/.* version: v\{0,1\}//p') ||
    [ -z "$crowdsec_version" ]; then
    no_crowdsec="usr/bin/crowdsec of the package does not run here; does it have libsqlite3.so.0?"
  else
    case $crowdsec_version in
      1.4.*) ;;
      *) no_crowdsec="it is version $crowdsec_version, and the configuration here is for 1.4" ;;
    esac
  fi
fi

no_osprey=
if [ -z "$osprey" ]; then
  no_osprey="no Python that has it was given (--osprey-python), and this script does not fetch it"
elif ! "$osprey" "$peers/osprey_engine.py" --check 2>"$work/osprey.log"; then
  no_osprey="the Python that was given cannot import its engine: $(tail -n 1 "$work/osprey.log" | grep . || echo "no reason told")"
fi
[ -z "$no_crowdsec" ] || say "CrowdSec is not measured: $no_crowdsec"
[ -z "$no_osprey" ] || say "Osprey is not measured: $no_osprey"

# --- the events --------------------------------------------------------------------------------

say "world $seed"
"$root/stillwatch" arena write --preset standard --seed "$seed" --split "$split" --days "$days" \
  ${accounts:+--accounts "$accounts"} --out "$work/world" >"$work/world.log" 2>&1 || { tail -n 3 "$work/world.log" >&2; exit 1; }
say "its metadata"
read -r exchanges senders < <(python3 "$peers/events.py" "$work/world" "$work/events")

if [ -z "$no_crowdsec" ] && [ -r /proc/meminfo ]; then
  free=$(awk '/^MemAvailable:/ { printf("%d", $2 / 1024) }' /proc/meminfo)
  wanted=$((exchanges * 36 / 1024 + 512))
  if [ "$free" -lt "$wanted" ]; then
    no_crowdsec="its replay of $exchanges exchanges would need about $wanted MB, and $free MB were free; give fewer --days"
    say "CrowdSec is not measured: $no_crowdsec"
  fi
fi

# --- the runs ----------------------------------------------------------------------------------

# Keeps the time of a run as NAME.N.time.
measured() { # N NAME COMMAND...
  local run=$1
  shift
  say "run $run: $1"
  timed "$@"
  mv "$work/$1.time" "$work/$1.$run.time"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# A home for CrowdSec with our parser and scenarios, an empty database, and itself as the only machine.
crowdsec_home() {
  home=$work/crowdsec
  port=$(free_port)
  rm -rf "$home"
  cp -R "$peers/crowdsec" "$home"
  mkdir -p "$home/data" "$home/hub" "$home/notifications" "$home/plugins" "$home/patterns"
  sed -i.form -e "s|@HOME@|$home|g" -e "s|@PORT@|$port|g" "$home/config.yaml"
  rm "$home/config.yaml.form"
  : >"$home/acquis.yaml"
  echo 'simulation: false' >"$home/simulation.yaml"
  echo '{"parsers":{},"scenarios":{},"postoverflows":{},"collections":{}}' >"$home/hub/.index.json"
  "$crowdsec/usr/bin/cscli" -c "$home/config.yaml" machines add bench --auto -f "$home/credentials.yaml" \
    >"$work/cscli.log" 2>&1 || { tail -n 3 "$work/cscli.log" >&2; exit 1; }
}

# Alerts as JSON, out of the local API: started again, for cscli reads alerts from nowhere else.
crowdsec_alerts() {
  "$crowdsec/usr/bin/crowdsec" -c "$home/config.yaml" -no-capi -no-cs >"$work/api.log" 2>&1 &
  server=$!
  local tries=0
  until "$crowdsec/usr/bin/cscli" -c "$home/config.yaml" alerts list -a -l 0 -o json >"$work/alerts.json" 2>"$work/cscli.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || { say "$0: CrowdSec's local API does not answer"; tail -n 3 "$work/cscli.log" >&2; exit 1; }
    sleep 1
  done
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}

# CrowdSec logs each alert, and a line every 5,000 events: what is missing there was lost on the way.
crowdsec_whole() {
  local raised kept poured
  raised=$(grep -c " performed 'stillwatch/" "$work/crowdsec.err" || true)
  kept=$(awk '{ n += $2 } END { print n + 0 }' "$work/alerts.count")
  poured=$(grep -c ' existing buckets"' "$work/crowdsec.err" || true)
  if [ "$raised" -ne "$kept" ]; then
    say "$0: CrowdSec raised $raised alerts and kept $kept"
    exit 1
  fi
  if [ "$poured" -ne $((exchanges / 5000)) ]; then
    say "$0: CrowdSec poured about $((poured * 5000)) of $exchanges events"
    exit 1
  fi
}

load_before=$(uptime | sed 's/.*average[s]*: //')
for run in $(seq "$runs"); do
  measured "$run" text "$root/stillwatch" scan "$work/world" --out "$work/found/text" --quiet
  measured "$run" bare "$root/stillwatch" scan "$work/events/bare" --out "$work/found/bare" --quiet
  if [ -z "$no_crowdsec" ]; then
    crowdsec_home
    measured "$run" crowdsec "$crowdsec/usr/bin/crowdsec" -c "$home/config.yaml" -no-capi \
      -dsn "file://$work/events/llm.jsonl" -type llm
    crowdsec_alerts
    rm -rf "$work/found/crowdsec"
    python3 "$peers/findings.py" "$work/alerts.json" "$work/found/crowdsec" >"$work/alerts.count"
    crowdsec_whole
    sed -n 's/.*msg="\([0-9]*\) existing buckets".*/\1/p' "$work/crowdsec.err" | tail -n 1 >"$work/buckets"
  fi
  if [ -z "$no_osprey" ]; then
    measured "$run" osprey "$osprey" "$peers/osprey_engine.py" "$peers/osprey" "$work/events/llm.jsonl" "$osprey_events"
    cp "$work/osprey.out" "$work/osprey.$run.own" # its own clock, without start-up and warm-up
  fi
done
load_after=$(uptime | sed 's/.*average[s]*: //')

for found in text bare crowdsec/all crowdsec/distinct-prompts crowdsec/shared-network; do
  [ -d "$work/found/$found" ] || continue
  "$root/stillwatch" arena score "$work/found/$found" "$work/world/labels" --json >"$work/found/$found.score"
done

# --- the page ----------------------------------------------------------------------------------

processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1 || true)
memory=$(awk '/^MemTotal:/ { printf("%d GB", $2 / 1048576) }' /proc/meminfo 2>/dev/null || true)
python3 "$peers/page.py" "$work" >"$work/page.md" \
  asked="$asked" version="$version" opts="$STILLWATCH_OPTS" day="$(date -u +%Y-%m-%d)" \
  machine="${processor:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores, ${memory:-memory unknown}, $(uname -sr)" \
  load_before="$load_before" load_after="$load_after" \
  seed="$seed" split="$split" days="$days" exchanges="$exchanges" senders="$senders" runs="$runs" \
  crowdsec_version="${crowdsec_version:-}" no_crowdsec="$no_crowdsec" \
  no_osprey="$no_osprey" osprey_note="$osprey_note"
cat "$work/page.md"
if [ -n "$page" ]; then cp "$work/page.md" "$page"; fi
