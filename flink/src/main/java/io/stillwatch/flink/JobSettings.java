// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.HashKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an operator may set for the job, as `--name value`.
///
/// @param brokers `--brokers`, bootstrap servers of Kafka
/// @param input what it reads
/// @param outputs where results go
/// @param lead `--lead`, seconds of event time that a partition may be read ahead of the slowest;
///   what is ahead waits in memory
/// @param checkpoint `--checkpoint`, seconds between checkpoints
/// @param notices `--notices`, the topic of what people say of accounts and decisions
/// @param whole `--whole true`, to end where the topics end now instead of going on
/// @param blueprint `--fdr`, `--seed-key` and `--judge-every`: what detection is made from
/// @param ladder `--policy`: what follows from findings; delays are drawn with `--seed-key`
record JobSettings(
    String brokers,
    Input input,
    Outputs outputs,
    Duration lead,
    Duration checkpoint,
    Optional<String> notices,
    boolean whole,
    DetectionBlueprint blueprint,
    LadderBlueprint ladder) {
  /// @throws IllegalArgumentException naming the option that is missing, unknown or impossible
  /// @throws IOException when the key file or the policy cannot be read
  static JobSettings of(String... args) throws IOException {
    Map<String, String> given = given(args);
    DetectionBlueprint blueprint = blueprint(given);
    var settings =
        new JobSettings(
            required(given, "brokers"),
            Input.of(given),
            Outputs.of(given),
            seconds(given, "lead", 6 * 3_600),
            seconds(given, "checkpoint", 60),
            Optional.ofNullable(given.remove("notices")),
            Boolean.parseBoolean(given.remove("whole")),
            blueprint,
            ladder(given, blueprint));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no option --" + given.keySet().iterator().next());
    }
    return settings;
  }

  private static Map<String, String> given(String... args) {
    var given = new TreeMap<String, String>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + ": options are written --name value");
      }
      given.put(args[i].substring(2), args[i + 1]);
    }
    return given;
  }

  static String required(Map<String, String> given, String name) {
    String value = given.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing; see docs/flink.md");
    }
    return value;
  }

  static Duration seconds(Map<String, String> given, String name, long usual) {
    String value = given.remove(name);
    if (value == null) {
      return Duration.ofSeconds(usual);
    }
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(value)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is " + value + "; it takes seconds", e);
    }
  }

  private static LadderBlueprint ladder(Map<String, String> given, DetectionBlueprint key)
      throws IOException {
    String file = given.remove("policy");
    return file == null ? LadderBlueprint.standard(key) : LadderBlueprint.of(Path.of(file), key);
  }

  private static DetectionBlueprint blueprint(Map<String, String> given) throws IOException {
    String fdr = given.remove("fdr");
    String file = given.remove("seed-key");
    HashKey key = file == null ? HashKey.published() : HashKey.from(Path.of(file));
    return new DetectionBlueprint(
        key.high(),
        key.low(),
        fdr == null ? DetectConfig.standard().falseDiscovery() : Double.parseDouble(fdr),
        minutes(given.remove("judge-every")));
  }

  private static int minutes(@Nullable String given) {
    if (given == null) {
      return (int) DetectConfig.HOURLY.toMinutes();
    }
    if (!given.matches("[0-9]{1,2}")
        || !DetectConfig.isRhythm(Duration.ofMinutes(Integer.parseInt(given)))) {
      throw new IllegalArgumentException(
          "--judge-every is " + given + "; it takes " + DetectConfig.RHYTHMS);
    }
    return Integer.parseInt(given);
  }
}
