#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Watermark detection measured: how often random keys accuse human text, and how much of marked text survives edits. Prints
# Markdown tables.
#
# Usage: bench/marks.sh calibrate FOLDER [PROFILE...]     FOLDER holds .jsonl files of human text, a document a row under "text"
#        bench/marks.sh robust FOLDER [PROFILE...]
#        bench/marks.sh attribute FOLDER                  how often tracing names the wrong one of 25,000, RUNS runs (600)
#        bench/marks.sh cpu                               million tokens for each second of CPU
#        bench/marks.sh speed                             JMH: million tokens a second on one core of an idle machine
# TOKENS and KEYS set the size of the corpus and how many keys are tried (default 50000 and 20000).
# Build first: ./mvnw -Pquick -DskipTests package
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/.mvn/jdk.sh"
run() { "$JAVA_HOME/bin/java" -Xmx2g -cp "$root/bench/target/bench.jar:$root/bench/target/lib/*" "$@"; }

what=${1:?calibrate, robust, attribute, cpu or speed}
shift
[ "$what" != cpu ] || { run io.stillwatch.bench.MarkSpeed; exit; }
if [ "$what" = speed ]; then
  exec "$JAVA_HOME/bin/java" -jar "$root/bench/target/bench.jar" MarksBench "$@"
fi
folder=${1:?a folder of human text}
shift
options=(--text "$folder" --tokenizer "${TOKENIZER:-cl100k_base}")
if [ "$what" = attribute ]; then
  run io.stillwatch.bench.MarkAttribution "${options[@]}" --runs "${RUNS:-600}"
  exit
fi
options+=(--tokens "${TOKENS:-50000}")
for profile; do options+=(--profile "$profile"); done
case $what in
  calibrate) run io.stillwatch.bench.MarkCalibration "${options[@]}" --keys "${KEYS:-20000}" ;;
  robust) run io.stillwatch.bench.MarkRobustness "${options[@]}" ;;
  *) echo "calibrate, robust, attribute, cpu or speed, not $what" >&2; exit 2 ;;
esac
