#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# False positives of the lineage test over clean students, its power over shares of marked text, and, given a
# folder of collections of answers, how far comparison tells known students from others. Figures: docs/lineage.md.
#
#   bench/lineage.sh [COLLECTIONS]
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-stillwatch-out/lineage}
mkdir -p "$out"
for window in 1 2; do
  ./stillwatch lab curve --window $window --exposures 0 --seeds 200 --documents 400 --seed 1000 --decoys 999 --json "$out/clean-$window.json"
done
./stillwatch lab curve --window 2 --exposures 0 --seeds 1000 --documents 150 --seed 50000 --json "$out/clean-1000.json"
./stillwatch lab curve --window 2 --documents 500 --seeds 4 --json "$out/curve.json" --svg "$out/lineage-curve.svg"
# Neural students, where the build carries them: ./mvnw -Pquick,neural -DskipTests -pl cli -am package
if ls cli/target/stillwatch/lib/neural-*.jar >/dev/null 2>&1; then
  for window in 1 2; do
    ./stillwatch lab curve --student neural --window $window --documents 500 --seeds 2 --svg "$out/lineage-neural-$window.svg"
  done
fi
if [ $# -gt 0 ]; then
  ./stillwatch lineage study "$1/alpaca_eval" --svg "$out/lineage-study.svg"
  ./stillwatch lineage study "$1/compliance_responses.jsonl.gz" --svg "$out/lineage-compliance.svg"
  ./stillwatch lineage study "$1/arena_hard" --files 'v01\.(.+)' --svg "$out/lineage-arena.svg"
  ./stillwatch lineage seen "$1/identity_consistency.jsonl.gz" --model-field file --prompt-field jailbreak_prompt+query --answer-field target_responses
  ./stillwatch lineage seen "$1/compliance_responses.jsonl.gz"
  ./stillwatch lineage seen "$1/alpaca_eval"
fi
