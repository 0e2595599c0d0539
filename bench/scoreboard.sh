#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the scan and every baseline on the same worlds, and prints docs/scoreboard.md:
#   1. honest worlds are written, and the thresholds of the baselines found on them
#   2. worlds of the preset `standard` are written, of other seeds
#   3. the scan and each baseline run on each of these, one at a time, and are scored
#   4. with --ablations: the scan runs with each part left out, on graded and on honest worlds
#   5. with --frontier: the most that attackers take undetected is searched for
#
# Usage: bench/scoreboard.sh [--accounts N] [--days N] [--split development|sealed]
#          [--seeds "1 2 3"] [--honest-seeds "101 102"] [--budget SHARE] [--work DIR] [--keep]
#          [--ablations] [--ablation-accounts N] [--ablation-days N]
#          [--frontier] [--quick] [--mixes "R0 R5+R6"] [--pools "60 240"] [--rates "1 2 4"]
#          [--frontier-seeds "21 22 23"] [--frontier-honest N] [--frontier-days N]
#          [--workers N] [--only]
#   --accounts, --days   size of the worlds of 1 to 3 (default: the preset's)
#   --budget             share of honest accounts a baseline may accuse (default: 0.001)
#   --work               where to put worlds and findings (default: a temporary folder)
#   --keep               leave them there
#   --ablation-accounts, --ablation-days
#                        size of the worlds of 4 (default: 6000 and 7); their seeds are those of 1 and 2
#   --mixes              levels that an attacker takes together, a search for each
#   --pools              how many accounts an attacker has (default: "60 240 960")
#   --rates              requests an account and day to choose from; the highest is the limit
#   --frontier-seeds     worlds of which most must detect it (default: "21 22 23")
#   --frontier-honest, --frontier-days
#                        honest accounts beside the attacker's, and length (default: 3000 and 7)
#   --quick              fewer mixes, pools, rates and worlds for 5
#   --workers            how many scans of 4 and 5 run at one time (default: one for each processor)
#   --only               leave out 1 to 3: a page of 4 and 5 alone, to look at
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
ablations=
ablation_accounts=6000
ablation_days=7
frontier=
quick=
mixes=
pools=
rates=
frontier_seeds=
frontier_honest=3000
frontier_days=7
workers=$(getconf _NPROCESSORS_ONLN)
only=
while [ $# -gt 0 ]; do
  case $1 in
    --accounts | --days) size+=("$1" "$2"); shift ;;
    --split) split=$2; shift ;;
    --seeds) seeds=$2; shift ;;
    --honest-seeds) honest=$2; shift ;;
    --budget) budget=$2; shift ;;
    --work) work=$2; keep=1; shift ;;
    --keep) keep=1 ;;
    --ablations) ablations=1 ;;
    --ablation-accounts) ablation_accounts=$2; shift ;;
    --ablation-days) ablation_days=$2; shift ;;
    --frontier) frontier=1 ;;
    --quick) quick=1 ;;
    --mixes) mixes=$2; shift ;;
    --pools) pools=$2; shift ;;
    --rates) rates=$2; shift ;;
    --frontier-seeds) frontier_seeds=$2; shift ;;
    --frontier-honest) frontier_honest=$2; shift ;;
    --frontier-days) frontier_days=$2; shift ;;
    --workers) workers=$2; shift ;;
    --only) only=1 ;;
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

# One of the programs of bench.jar. It keeps a warm JVM over many scans.
bench() { # CLASS ARGUMENT...
  local class=$1
  shift
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/java" -XX:+UseParallelGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    $STILLWATCH_OPTS -cp "$root/bench/target/bench.jar" "io.stillwatch.bench.$class" "$@"
}

# Steps 1 to 3, and their part of the page.
methods() {
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
- **Graded**: worlds of the preset \`standard\`, split \`$split\`, ${size:+${size[*]}, }seeds $seeds.
- **Thresholds** of the baselines were found on the preset \`standard-honest\`, seeds $honest, so that they accuse at most a share
  $budget of honest accounts. All other parameters are fixed; which of them were chosen after a look at a development world is told
  [there](formats/arena.md#baselines).
- **Stillwatch** ran as it comes. It was built on worlds of the split \`development\`, so only \`sealed\` ones tell how it does elsewhere.
- **Columns**: [the score](formats/arena.md#score-arenascorescanfolder-labelsfolder). **Methods**: [the baselines](formats/arena.md#baselines),
  and \`./stillwatch arena baseline --list\`.

PAGE
  bench ScoreTable "$work/methods" "${runs[@]}"
}

# Step 4, and its part of the page.
without_parts() {
  local options=() kind seed world
  for kind in standard hard-honest standard-honest; do
    for seed in $([ "$kind" = standard ] && echo "$seeds" || echo "$honest"); do
      say "$kind world $seed, for ablations"
      world=$work/$kind-$seed
      stillwatch arena write --preset "$kind" --seed "$seed" --split "$split" \
        --accounts "$ablation_accounts" --days "$ablation_days" --out "$world" >/dev/null
      options+=("$([ "$kind" = standard ] && echo --graded || echo --honest)" "$world")
    done
  done
  cat <<PAGE

## What each part is worth

The same scan with one part left out (\`./stillwatch scan --without PART\`). E1 to E10 are families of evidence of control, X is that of
extraction; [what the rest leaves out](formats/arena.md#ablations).

- **Worlds**: graded \`standard\`, seeds $seeds; honest \`hard-honest\` and \`standard-honest\`, seeds $honest; all of the split
  \`$split\`, with $ablation_accounts accounts and $ablation_days days. They are smaller than those above, so the whole does not have the same figures.
- **Withdrawn** are honest accounts that an earlier day accused and the last does not: whoever acts at once has wronged them.
- **Harvest taken before detection** is the median over campaigns. **Control** is the decimal logarithm of the e-value that an accused group
  of a graded world is one actor, the median over such groups.

PAGE
  bench Ablations --work "$work/ablations" --workers "$workers" "${options[@]}"
  [ -n "$keep" ] || rm -rf "$work"/*honest-* "$work"/standard-*
}

# Step 5, and its part of the page.
undetected() {
  local options=() one
  if [ -n "$quick" ]; then
    : "${mixes:=R0 R5+R6+R7+R8 R3+R5+R6+R7+R8+R9+R10+R11}"
    : "${pools:=60 240}" "${rates:=0.5 1 2 4 8 16 32 50}" "${frontier_seeds:=21}"
  fi
  if [ -z "$mixes" ]; then
    mixes="R0 R1+R6+R7 R5+R6+R7+R8 R5+R6+R7+R8+R9 R5+R6+R7+R8+R9+R10 R3+R5+R6+R7+R8+R9+R10"
    mixes+=" R3+R5+R6+R7+R8+R9+R10+R11 R5+R6+R7+R8+R13"
  fi
  : "${pools:=60 240 960}" "${rates:=0.25 0.5 0.75 1 1.5 2 3 4 6 8 12 16 24 32 50}" "${frontier_seeds:=21 22 23}"
  for one in $mixes; do options+=(--mix "$one"); done
  for one in $pools; do options+=(--pool "$one"); done
  for one in $rates; do options+=(--rate "$one"); done
  for one in $frontier_seeds; do options+=(--seed "$one"); done
  mkdir -p "$work/frontier"
  cat <<PAGE

## The frontier

The most exchanges a day that an undetected attacker takes, by what it can spend. *Undetected* means that fewer than a tenth of its accounts
are named at the end of the log, in most of the worlds. [How this is searched for](formats/arena.md#the-frontier), and
[what the levels of a mix are](formats/arena.md#campaigns-campaignspec).

- **Worlds**: the preset \`frontier\`, split \`$split\`, seeds $frontier_seeds, $frontier_honest honest accounts beside the attacker's, $frontier_days days.
  **These figures hold for such logs alone**: a longer log and a larger pool show more of an attacker, a larger crowd hides more.
- **Pools** of ${pools// /, } accounts; of each, the highest rate that goes undetected, of ${rates// /, } requests an account and day. R1 ends at 5.
- **≥** where more money would have bought what was not tried: a larger pool, or a higher rate.
- **Exchanges** are harvest only; cover and probes are paid for and not counted. **Dollars** rest on [assumed prices](formats/arena.md#price-tags-stillwatch-arena-levels):
  a month of 30 days, identities, cards and addresses bought in it, all requests at list price. Engineers are not in it.

PAGE
  bench Frontier --work "$work/frontier" --workers "$workers" --honest "$frontier_honest" --days "$frontier_days" \
    --split "$split" "${options[@]}"
}

cat <<PAGE
# Scoreboard

Made by \`$asked\`. Do not edit; run it again.

$version.

PAGE
[ -n "$only" ] || methods
[ -z "$ablations" ] || without_parts
[ -z "$frontier" ] || undetected
