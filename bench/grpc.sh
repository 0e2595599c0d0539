#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the gRPC doors cost: CPU time of their process for each check, log entry, span and exchange, over real sockets, and how
# long a check takes. The first rows are a call that does nothing, so that gRPC's own cost can be taken off. Prints a table.
set -eu
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
./mvnw -q -Pquick -pl grpc -am package -DskipTests dependency:build-classpath -Dmdep.outputFile="$PWD/grpc/target/classpath"
cd grpc
exec "$JAVA_HOME/bin/java" -Xmx1g -cp "target/test-classes:target/classes:$(cat target/classpath)" io.stillwatch.grpc.Speed
