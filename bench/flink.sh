#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What an exchange costs embedded and on Flink, with state on the heap and in RocksDB: one log, fed to each; every
# measurement is a process of its own, and all of its CPU time counts. Then, on a cluster of processes with four tasks of
# each stage, how large a checkpoint is, and how long the job takes to go on after kill -9 of a task manager.
#   bench/flink.sh WORLD    a folder that `stillwatch arena write` has filled, with one file of exchanges
set -eu
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
world=$(cd "$1" && pwd)
./mvnw -q -Pquick -pl flink -am package -DskipTests dependency:build-classpath -Dmdep.outputFile="$PWD/flink/target/classpath"
cd flink
run() {
  exec "$JAVA_HOME/bin/java" -Xmx3g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/classes:$(cat target/classpath)" io.stillwatch.flink.Cost "$@"
}
(run embedded "$world")
rm -f target/filled
run fill "$world" > target/filled 2> target/filled.log &
broker=$!
trap 'kill $broker' EXIT
until [ -s target/filled ]; do
  kill -0 $broker
  sleep 1
done
read -r address exchanges < target/filled
for backend in hashmap rocksdb; do
  (run $backend "$address" "$exchanges" 2> target/$backend.log)
done
for backend in hashmap rocksdb; do
  (run recovery $backend "$address" "$exchanges" 2> target/recovery-$backend.log)
done
