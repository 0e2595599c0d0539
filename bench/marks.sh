#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Watermark detection measured: beside the engines' own programs, how often random keys accuse human text, and how much of
# marked text survives edits. Prints Markdown tables.
#
# Usage: bench/marks.sh reference CHECKOUTS               our scores beside the engines', and both speeds, in one run; what
#                                                         CHECKOUTS holds and where to get it: bench/marks-reference.py
#        bench/marks.sh calibrate FOLDER [PROFILE...]     FOLDER holds .jsonl files of human text, a document a row under "text"
#        bench/marks.sh robust FOLDER [PROFILE...]        ORDER (2 or 3) and TEMPERATURE (1.0) of the model that writes
#        bench/marks.sh attribute FOLDER                  how often tracing names the wrong one of 25,000, RUNS runs (600)
#        bench/marks.sh cpu [FOLDER [PROFILE...]]         million tokens for each second of CPU, of random tokens or of FOLDER
#        bench/marks.sh speed                             JMH: million tokens a second on one core of an idle machine
# TOKENS and KEYS set the size of the corpus and how many keys are tried. PYTHON has torch, numpy and transformers (python3).
# Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/.mvn/jdk.sh"
run() { "$JAVA_HOME/bin/java" -Xmx3g -cp "$root/bench/target/bench.jar:$root/bench/target/lib/*" "io.stillwatch.bench.$@"; }

what=${1:?reference, calibrate, robust, attribute, cpu or speed}
shift
if [ "$what" = speed ]; then
  exec "$JAVA_HOME/bin/java" -jar "$root/bench/target/bench.jar" MarksBench "$@"
fi
if [ "$what" = reference ]; then
  checkouts=${1:?a folder of checkouts}
  cases=$(mktemp -d)
  trap 'rm -rf "$cases"' EXIT
  run MarkReference --out "$cases" --tokens "${TOKENS:-131072}"
  "${PYTHON:-python3}" "$root/bench/marks-reference.py" "$cases" "$checkouts"
  exit
fi
if [ "$what" = cpu ] && [ $# = 0 ]; then
  run MarkSpeed --tokens "${TOKENS:-200000}"
  exit
fi
folder=${1:?a folder of human text}
shift
options=(--text "$folder" --tokenizer "${TOKENIZER:-cl100k_base}")
profiles=()
for profile; do profiles+=(--profile "$profile"); done
case $what in
  cpu) run MarkSpeed "${options[@]}" --tokens "${TOKENS:-200000}" "${profiles[@]}" ;;
  calibrate) run MarkCalibration "${options[@]}" --tokens "${TOKENS:-200000}" --keys "${KEYS:-5000}" "${profiles[@]}" ;;
  robust)
    run MarkRobustness "${options[@]}" --tokens "${TOKENS:-20000}" --order "${ORDER:-2}" \
      --temperature "${TEMPERATURE:-1.0}" "${profiles[@]}"
    ;;
  attribute) run MarkAttribution "${options[@]}" --runs "${RUNS:-600}" ;;
  *) echo "reference, calibrate, robust, attribute, cpu or speed, not $what" >&2; exit 2 ;;
esac
