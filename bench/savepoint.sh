#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the savepoint anew that flink's tests go on from, with the log it was made in. Say in CHANGELOG.md that
# savepoints of the version before are refused, when that is why.
set -eu
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
./mvnw -q -Pquick -pl flink -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/flink/target/classpath"
cd flink
rm -rf src/test/resources/savepoint
exec "$JAVA_HOME/bin/java" -Xmx2g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  -cp "target/test-classes:target/classes:$(cat target/classpath)" io.stillwatch.flink.KeptSavepoint
