// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.ingest.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an operator may set for the job, as `--name value`.
///
/// @param brokers `--brokers`, bootstrap servers of Kafka
/// @param exchanges `--exchanges`, the topic of exchanges, one a record
/// @param accounts `--accounts`, the topic of signups, when there is one
/// @param findings `--findings`, the topic that findings are sent to
/// @param late `--late`, the topic of exchanges that came too late, when they are to be kept
/// @param format `--format`, of the exchanges
/// @param disorder `--disorder`, seconds that an exchange may come after a later one
/// @param lead `--lead`, seconds of event time that a partition may be read ahead of the slowest;
///   what is ahead waits in memory
/// @param quiet `--quiet`, seconds without a signup after which the rest are not waited for
/// @param checkpoint `--checkpoint`, seconds between checkpoints
/// @param whole `--whole true`, to end where the topics end now instead of going on
/// @param blueprint `--fdr` and `--seed-key`: what detection is made from
record JobSettings(
    String brokers,
    String exchanges,
    Optional<String> accounts,
    String findings,
    Optional<String> late,
    Format format,
    Duration disorder,
    Duration lead,
    Duration quiet,
    Duration checkpoint,
    boolean whole,
    DetectionBlueprint blueprint) {
  private static final int KEY_LEAST = 16;

  /// @throws IllegalArgumentException naming the option that is missing, unknown or impossible
  /// @throws IOException when the key file cannot be read
  static JobSettings of(String... args) throws IOException {
    Map<String, String> given = given(args);
    var settings =
        new JobSettings(
            required(given, "brokers"),
            required(given, "exchanges"),
            Optional.ofNullable(given.remove("accounts")),
            required(given, "findings"),
            Optional.ofNullable(given.remove("late")),
            format(given),
            seconds(given, "disorder", 600),
            seconds(given, "lead", 6 * 3_600),
            seconds(given, "quiet", 5),
            seconds(given, "checkpoint", 60),
            Boolean.parseBoolean(given.remove("whole")),
            blueprint(given));
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

  private static String required(Map<String, String> given, String name) {
    String value = given.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing; see docs/flink.md");
    }
    return value;
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

  private static Duration seconds(Map<String, String> given, String name, long usual) {
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

  private static DetectionBlueprint blueprint(Map<String, String> given) throws IOException {
    DetectConfig usual = DetectConfig.standard();
    String fdr = given.remove("fdr");
    String file = given.remove("seed-key");
    ByteBuffer key = file == null ? null : key(Path.of(file));
    return new DetectionBlueprint(
        key == null ? usual.keyHigh() : key.getLong(),
        key == null ? usual.keyLow() : key.getLong(),
        fdr == null ? usual.falseDiscovery() : Double.parseDouble(fdr));
  }

  /// The same key from the same file as a scan of files has it.
  private static ByteBuffer key(Path file) throws IOException {
    byte[] secret = Files.readAllBytes(file);
    if (secret.length < KEY_LEAST) {
      throw new IllegalArgumentException(
          "--seed-key holds " + secret.length + " bytes; it takes 16 random bytes or more");
    }
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
