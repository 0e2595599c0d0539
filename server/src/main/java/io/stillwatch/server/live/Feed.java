// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

/// Where exchanges are followed from, without anybody who waits for an answer: a log file that
/// grows, topics of Kafka.
public interface Feed extends AutoCloseable {
  /// How a feed stands.
  enum State {
    /// It is followed.
    FOLLOWS,
    /// Something does not answer, and is tried again every second.
    WAITS,
    /// It has ended for good, and only a restart follows it again.
    ENDED
  }

  /// What it is, such as `log /var/log/exchanges.jsonl`.
  String name();

  /// How it stands.
  State state();

  /// Lines that broke a rule and were left out, since the start.
  long rejected();

  @Override
  void close();
}
