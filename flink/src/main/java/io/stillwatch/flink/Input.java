// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.ingest.Format;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the job reads.
sealed interface Input {

  /// Lines of logs, as those who serve the model write them.
  ///
  /// @param exchanges `--exchanges`, the topic of exchanges, one a record
  /// @param accounts `--accounts`, the topic of signups, when there is one
  /// @param format `--format`, of the exchanges
  /// @param disorder `--disorder`, how much an exchange may come after a later one
  /// @param ahead `--ahead`, how much later than its record's own time an exchange may be dated
  /// @param silent `--silent`, time after which a partition of exchanges that says nothing is no
  ///   longer waited for
  /// @param quiet `--quiet`, time without a signup after which the rest are not waited for
  record Logs(
      String exchanges,
      Optional<String> accounts,
      Format format,
      Duration disorder,
      Duration ahead,
      Duration silent,
      Duration quiet)
      implements Input {}

  /// What `stillwatch serve` has made of exchanges and signups; it also says how far time is
  /// (docs/formats/observations.md).
  ///
  /// @param topic `--observations`
  record Observed(String topic) implements Input {}

  /// Takes its own options out of those given.
  static Input of(Map<String, String> given) {
    String topic = given.remove("observations");
    if (topic == null) {
      return logs(given);
    }
    for (String other : given.keySet()) {
      if (isOfLogs(other)) {
        throw new IllegalArgumentException(
            "--" + other + " is of logs, and --observations are not; leave one of the two out");
      }
    }
    return new Observed(topic);
  }

  private static boolean isOfLogs(String option) {
    return switch (option) {
      case "exchanges", "accounts", "format", "disorder", "ahead", "silent", "quiet" -> true;
      default -> false;
    };
  }

  private static Logs logs(Map<String, String> given) {
    return new Logs(
        JobSettings.required(given, "exchanges"),
        Optional.ofNullable(given.remove("accounts")),
        format(given),
        JobSettings.seconds(given, "disorder", 600),
        JobSettings.seconds(given, "ahead", 86_400),
        JobSettings.seconds(given, "silent", 60),
        JobSettings.seconds(given, "quiet", 5));
  }

  private static Format format(Map<String, String> given) {
    String word = given.getOrDefault("format", Format.STILLWATCH.word());
    given.remove("format");
    return Format.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--format is " + word + "; it takes stillwatch, litellm or otel"));
  }
}
