#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a proxied request and a check cost: Stillwatch's gateway beside nginx and HAProxy, by the same script. Needs
# wrk, nginx and haproxy (Debian: wrk, nginx-light, haproxy). CPU is that of the whole process, from /proc: with the gateway it
# includes the tap and the garbage collector. Prints one line for each; docs/gateway.md has the figures.
#
#   bench/gateway.sh [SECONDS] [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
runs=${2:-3}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

for program in wrk nginx haproxy; do
  PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "$program is missing; apt-get install wrk nginx-light haproxy" >&2; exit 1; }
done
PATH=$PATH:/usr/sbin

./mvnw -q -Pquick -pl gateway -am package dependency:copy-dependencies -Dmaven.test.skip=true \
  -DincludeScope=runtime -DoutputDirectory=target/lib
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --version 2>/dev/null | grep -qE '^openjdk (2[5-9]|[3-9])' || java=$(ls /usr/lib/jvm/*25*/bin/java | head -1)

# The model API: 4 KB of JSON for everything. The same nginx answers 204 at /yes, for its own auth_request.
words=$(head -c 3700 /dev/zero | tr '\0' x)
reply='{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"'$words'"},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16}}'
paths="client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;"
common="daemon off; worker_processes 1; error_log $work/error.log crit; events { worker_connections 4096; }"
cat >"$work/model.conf" <<CONF
$common pid $work/model.pid;
http { access_log off; keepalive_requests 1000000; $paths
  server { listen 127.0.0.1:18081; default_type application/json;
    location = /yes { return 204; }
    location / { return 200 '$reply'; } } }
CONF
cat >"$work/proxy.conf" <<CONF
$common pid $work/proxy.pid;
http { access_log off; keepalive_requests 1000000; $paths
  upstream model { server 127.0.0.1:18081; keepalive 64; keepalive_requests 1000000; }
  upstream ours { server 127.0.0.1:18084; keepalive 64; keepalive_requests 1000000; }
  proxy_http_version 1.1; proxy_set_header connection "";
  server { listen 127.0.0.1:18082; location / { proxy_pass http://model; } }
  server { listen 127.0.0.1:18085; default_type text/plain;
    location / { auth_request /ask; try_files /none @yes; }
    location @yes { return 200 'yes'; }
    location = /ask { internal; proxy_pass http://model/yes; proxy_pass_request_body off; proxy_set_header content-length ""; proxy_set_header connection ""; } }
  server { listen 127.0.0.1:18086; default_type text/plain;
    location / { auth_request /ask; try_files /none @yes; }
    location @yes { return 200 'yes'; }
    location = /ask { internal; proxy_pass http://ours/auth?dialect=nginx; proxy_pass_request_body off; proxy_set_header content-length ""; proxy_set_header connection ""; } } }
CONF
cat >"$work/haproxy.conf" <<CONF
global
  nbthread 1
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  http-reuse always
listen model
  bind 127.0.0.1:18083
  server model 127.0.0.1:18081
CONF
prompt=$(head -c 1400 /dev/zero | tr '\0' y)
cat >"$work/chat.lua" <<LUA
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer sk-bench"
wrk.body = '{"model":"m","temperature":0.7,"max_tokens":100,"messages":[{"role":"user","content":"$prompt"}]}'
LUA
cat >"$work/check.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["authorization"] = "Bearer bench"
wrk.body = '{"account":"acct-1","wants":["logprobs"],"input_tokens":100,"output_tokens":500}'
LUA
cat >"$work/get.lua" <<'LUA'
wrk.headers["authorization"] = "Bearer sk-bench"
LUA

nginx -p "$work" -c "$work/model.conf" & 
nginx -p "$work" -c "$work/proxy.conf" &
haproxy -db -f "$work/haproxy.conf" & haproxy=$!
"$java" -Xmx512m -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  -cp "gateway/target/classes:gateway/target/lib/*" bench/gateway/Serve.java 18084 http://127.0.0.1:18081 1 & ours=$!
for port in 18081 18082 18083 18084; do
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.1; done
done
worker() { pgrep -P "$(cat "$work/$1.pid")" | head -1; }
ticks() { awk '{ print $14, $15 }' "/proc/$1/stat"; }

# measure NAME PID CONNECTIONS SCRIPT URL
measure() {
  local before after
  before=$(ticks "$2")
  wrk -t1 -c"$3" -d"${seconds}s" --latency -s "$work/$4" "$5" >"$work/out"
  after=$(ticks "$2")
  grep -q "Non-2xx" "$work/out" && { echo "$1 failed:" >&2; cat "$work/out" >&2; exit 1; }
  local n
  n=$(awk '/requests in/ { print $1 }' "$work/out")
  # In the program itself, and in the kernel on its behalf.
  printf '%-34s %8.1f us CPU (%.1f + %.1f)  %8.0f req/s  p50 %s  p99 %s\n' "$1" \
    $(awk -v before="$before" -v after="$after" -v n="$n" -v hz="$(getconf CLK_TCK)" 'BEGIN {
      split(before, b); split(after, a); us = 1000000 / hz / n
      print (a[1] + a[2] - b[1] - b[2]) * us, (a[1] - b[1]) * us, (a[2] - b[2]) * us }') \
    "$(awk '/Requests\/sec/ { print $2 }' "$work/out")" \
    "$(awk '$1 == "50%" { print $2 }' "$work/out")" "$(awk '$1 == "99%" { print $2 }' "$work/out")"
}

chat=/v1/chat/completions
wrk -t1 -c32 -d10s -s "$work/chat.lua" http://127.0.0.1:18084$chat >/dev/null # warms the JVM
wrk -t1 -c1 -d5s -s "$work/check.lua" http://127.0.0.1:18084/v1/check >/dev/null
for run in $(seq "$runs"); do
  echo "run $run, load $(cut -d' ' -f1-3 /proc/loadavg)"
  measure "no proxy (the model's own)" "$(worker model)" 32 chat.lua http://127.0.0.1:18081$chat
  measure "proxy: haproxy" "$haproxy" 32 chat.lua http://127.0.0.1:18083$chat
  measure "proxy: nginx" "$(worker proxy)" 32 chat.lua http://127.0.0.1:18082$chat
  measure "proxy: stillwatch" "$ours" 32 chat.lua http://127.0.0.1:18084$chat
  measure "check: nginx auth_request to nginx" "$(worker proxy)" 1 get.lua http://127.0.0.1:18085/
  measure "check: nginx auth_request to ours" "$ours" 1 get.lua http://127.0.0.1:18086/
  measure "check: stillwatch /auth" "$ours" 1 get.lua http://127.0.0.1:18084/auth
  measure "check: stillwatch /v1/check" "$ours" 1 check.lua http://127.0.0.1:18084/v1/check
done
