// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.util.Map;
import java.util.Optional;

/// Where the job's results go.
///
/// @param findings `--findings`, the topic of all findings in their wire form
/// @param campaigns `--campaigns`, the topic of groups as JSON, by their ids
/// @param evidence `--evidence`, the topic of accused accounts as JSON
/// @param decisions `--decisions-topic`, the topic of decisions for enforcers and of their ends
/// @param shadow `--shadow-topic`, the topic of the same by rules in shadow
/// @param late `--late`, the topic of exchanges that came too late
/// @param archive `--archive`, the folder of observations as Parquet
record Outputs(
    String findings,
    Optional<String> campaigns,
    Optional<String> evidence,
    Optional<String> decisions,
    Optional<String> shadow,
    Optional<String> late,
    Optional<String> archive) {
  Outputs {
    if (decisions.isPresent() && decisions.equals(shadow)) {
      throw new IllegalArgumentException(
          "--shadow-topic is "
              + shadow.get()
              + ", where enforcers read; what rules in shadow decide needs a topic of its own");
    }
  }

  /// Takes its own options out of those given.
  static Outputs of(Map<String, String> given) {
    return new Outputs(
        JobSettings.required(given, "findings"),
        Optional.ofNullable(given.remove("campaigns")),
        Optional.ofNullable(given.remove("evidence")),
        Optional.ofNullable(given.remove("decisions-topic")),
        Optional.ofNullable(given.remove("shadow-topic")),
        Optional.ofNullable(given.remove("late")),
        Optional.ofNullable(given.remove("archive")));
  }
}
