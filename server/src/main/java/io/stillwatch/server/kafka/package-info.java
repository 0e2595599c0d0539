// SPDX-License-Identifier: Apache-2.0
/// Apache Kafka: exchanges that come from topics, and detection that runs on a cluster.
///
/// Start at [io.stillwatch.server.kafka.ClusterWatch].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.kafka;
