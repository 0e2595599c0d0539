#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the scan and every baseline on the same worlds, and prints docs/scoreboard.md:
#   1. honest worlds are written, and the thresholds of the baselines found on them
#   2. worlds of the preset `standard` are written, of other seeds
#   3. the scan and each baseline run on each of these, one at a time, and are scored
#
# Usage: bench/scoreboard.sh [--accounts N] [--days N] [--split development|sealed]
#          [--seeds "1 2 3"] [--honest-seeds "101 102"] [--budget SHARE] [--work DIR] [--keep]
#   --accounts, --days  size of all worlds (default: the preset's)
#   --budget            share of honest accounts a baseline may accuse (default: 0.001)
#   --work              where to put worlds and findings (default: a temporary folder)
#   --keep              leave them there
# Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

asked="bench/scoreboard.sh${*:+ $*}"
size=()
split=development
seeds=1
honest="101 102"
budget=0.001
work=
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --accounts | --days) size+=("$1" "$2"); shift ;;
    --split) split=$2; shift ;;
    --seeds) seeds=$2; shift ;;
    --honest-seeds) honest=$2; shift ;;
    --budget) budget=$2; shift ;;
    --work) work=$2; keep=1; shift ;;
    --keep) keep=1 ;;
    *) echo "$0: $1 is no option; see the head of this file" >&2; exit 2 ;;
  esac
  shift
done
for seed in $honest; do
  case " $seeds " in
    *" $seed "*) echo "$0: seed $seed is graded; thresholds must come from others" >&2; exit 2 ;;
  esac
done

root=$(cd "$(dirname "$0")/.." && pwd -P)
[ -n "$work" ] || work=$(mktemp -d)
mkdir -p "$work"
[ -n "$keep" ] || trap 'rm -rf "$work"' EXIT
export STILLWATCH_OPTS=${STILLWATCH_OPTS:--Xmx4g}

. "$root/.mvn/jdk.sh"
. "$root/bench/timed.sh"
if [ ! -f "$root/bench/target/bench.jar" ]; then
  echo "bench/target/bench.jar is missing; run ./mvnw -Pquick -DskipTests package" >&2
  exit 2
fi
version=$("$root/stillwatch" version) # builds, if it must, outside the clock
stillwatch() { "$root/stillwatch" "$@"; }
say() { echo "$*" >&2; }

worlds=()
for seed in $honest; do
  say "honest world $seed"
  stillwatch arena write --preset standard-honest --seed "$seed" ${size[@]+"${size[@]}"} \
    --out "$work/honest-$seed" >/dev/null
  worlds+=("$work/honest-$seed")
done
say "thresholds"
stillwatch arena calibrate "${worlds[@]}" --budget "$budget" --out "$work/thresholds.csv" >/dev/null
[ -n "$keep" ] || rm -rf "${worlds[@]}"

baselines=$(stillwatch arena baseline --list | grep -v '^ ' | grep .)
echo "stillwatch $baselines" | tr ' ' '\n' >"$work/methods"
runs=()
for seed in $seeds; do
  run=$work/run-$seed
  runs+=("$run")
  mkdir -p "$run"
  say "world $seed"
  stillwatch arena write --preset standard --seed "$seed" --split "$split" ${size[@]+"${size[@]}"} \
    --out "$run/world" >/dev/null
  while read -r method; do
    say "world $seed: $method"
    if [ "$method" = stillwatch ]; then
      timed "$method" "$root/stillwatch" scan "$run/world" --out "$run/$method" --quiet
    else
      timed "$method" "$root/stillwatch" arena baseline "$method" "$run/world" \
        --thresholds "$work/thresholds.csv" --out "$run/$method"
    fi
    mv "$work/$method.time" "$run/$method.time"
  done <"$work/methods"
  [ -n "$keep" ] || rm -f "$run"/world/*.gz
done

cat <<PAGE
# Scoreboard

Made by \`$asked\`. Do not edit; run it again.

$version.

- **Graded**: worlds of the preset \`standard\`, split \`$split\`, ${size:+${size[*]}, }seeds $seeds.
- **Thresholds** of the baselines were found on the preset \`standard-honest\`, seeds $honest, so that they accuse at most a share
  $budget of honest accounts. All other parameters are fixed; which of them were chosen after a look at a development world is told
  [there](formats/arena.md#baselines).
- **Stillwatch** ran as it comes. It was built on worlds of the split \`development\`, so only \`sealed\` ones tell how it does elsewhere.
- **Columns**: [the score](formats/arena.md#score-arenascorescanfolder-labelsfolder). **Methods**: [the baselines](formats/arena.md#baselines),
  and \`./stillwatch arena baseline --list\`.

PAGE
"$JAVA_HOME/bin/java" -cp "$root/bench/target/bench.jar" io.stillwatch.bench.ScoreTable \
  "$work/methods" "${runs[@]}"
