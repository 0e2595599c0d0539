// SPDX-License-Identifier: Apache-2.0
/// The pipeline on Apache Flink. An exchange comes in as a Kafka record or a line of a file,
/// findings go out in their wire form; between them stands nothing but the stages that the engine
/// in one process runs too. Start reading at [StageOperator], then [StillwatchJob].
@org.jspecify.annotations.NullMarked
package io.stillwatch.flink;
