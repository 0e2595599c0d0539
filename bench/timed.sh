# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts beside it, which set $work to a folder: measures one command.

# timed NAME COMMAND...: leaves "user+sys wall peak-kilobytes" in $work/NAME.time
timed() {
  name=$1
  shift
  if /usr/bin/time -f %e true 2>/dev/null; then # GNU's
    /usr/bin/time -o "$work/$name.raw" -f '%U %S %e %M' "$@" \
      >"$work/$name.out" 2>"$work/$name.err" || failed "$name"
    awk '{ print $1 + $2, $3, $4 }' "$work/$name.raw" >"$work/$name.time"
  else # bash's: no peak memory
    local TIMEFORMAT='%U %S %R'
    { time "$@" >"$work/$name.out" 2>"$work/$name.err"; } 2>"$work/$name.raw" || failed "$name"
    tail -n 1 "$work/$name.raw" | awk '{ print $1 + $2, $3, 0 }' >"$work/$name.time"
  fi
}

failed() {
  echo "$0: $1 failed:" >&2
  tail -n 5 "$work/$1.err" >&2
  exit 1
}
