// SPDX-License-Identifier: Apache-2.0
/// What things cost, and what they find. Classes named `...Bench` are JMH benchmarks of primitives,
/// run by `java -jar bench/target/bench.jar`; `bench/scan.sh` measures a whole scan beside two
/// yardsticks. `bench/scoreboard.sh` measures what is found: [ScoreTable] compares methods,
/// [Ablations] leaves parts out, [Frontier] searches for what is not found. Start reading at
/// [DuckDbYardstick], or at [Search].
@org.jspecify.annotations.NullMarked
package io.stillwatch.bench;
