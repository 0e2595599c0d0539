// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.trace.Codebook;
import io.stillwatch.marks.trace.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Marks as command lines write them: PROFILE@TENANT/CAMPAIGN/EPOCH for a key of ours, or
/// PROFILE@file:PATH for the words of a key that stand in a file.
record NamedMarks(MarkKeys keys, Map<String, String> environment) {
  private static final String FILE = "file:";

  /// Whether a key of ours is named.
  static boolean ours(String words) {
    return !words.contains("@" + FILE);
  }

  /// The mark of `--mark`.
  ///
  /// @throws Failure when it is no mark, or its key cannot be had
  Mark mark(String words) throws IOException {
    return named(
        "--mark",
        words,
        (profile, key) ->
            profile.under(
                key.startsWith(FILE)
                    ? ofFile(key)
                    : master().derive(scope(profile, key), profile.keyWords())));
  }

  /// The tracing of `--book`, by the codebook that goes with a key.
  ///
  /// @param level the chance of naming anybody for a text that is not ours
  /// @throws Failure as [#mark]
  Tracing tracing(String words, double level) throws IOException {
    return named(
        "--book",
        words,
        (profile, key) -> {
          Codebook book =
              key.startsWith(FILE)
                  ? Codebook.of(ofFile(key), profile.keyWords())
                  : Codebook.of(master(), scope(profile, key), profile.keyWords());
          return new Tracing(book, profile, level);
        });
  }

  /// What is made of a profile and what comes after `@`.
  private interface Made<T> {
    T of(Profile profile, String key) throws IOException;
  }

  private static <T> T named(String option, String words, Made<T> made) throws IOException {
    String[] parts = words.split("@", 2);
    if (parts.length < 2) {
      throw Failure.usage(
          "%s: %s is no mark; write PROFILE@TENANT/CAMPAIGN/EPOCH".formatted(option, words));
    }
    try {
      return made.of(Profiles.of(parts[0]), parts[1]);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(option + " " + parts[0] + ": " + e.getMessage());
    }
  }

  private static KeyScope scope(Profile profile, String words) {
    return MarkKeys.scope(profile.name() + "/" + words);
  }

  private MasterKey master() {
    return keys.master(environment);
  }

  /// The words of a key, which are not repeated when they are none.
  private static Key ofFile(String named) throws IOException {
    Path file = Path.of(named.substring(FILE.length()));
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " is not a file; put the words of the key in one");
    }
    try {
      List<Long> list = new ArrayList<>();
      for (String word : Files.readString(file).strip().split("[\\s,]+", -1)) {
        list.add(
            word.startsWith("0x")
                ? Long.parseUnsignedLong(word.substring(2), 16)
                : Long.parseUnsignedLong(word));
      }
      return new Key(file.getFileName().toString(), list);
    } catch (NumberFormatException e) {
      throw Failure.unusable(file + " holds no numbers; write words as 42 or 0x2a");
    }
  }

  /// The tokenizer of `--tokenizer`.
  static Optional<Tokenizer> tokenizer(Optional<String> name) throws IOException {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Tokenizer.of(name.get()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--tokenizer: " + e.getMessage());
    }
  }
}
