// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
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

  /// @throws Failure when it is no mark, or its key cannot be had
  Mark mark(String words) throws IOException {
    String[] parts = words.split("@", 2);
    if (parts.length < 2) {
      throw Failure.usage(words + " is no mark; write PROFILE@TENANT/CAMPAIGN/EPOCH");
    }
    try {
      Profile profile = Profiles.of(parts[0]);
      Key key =
          parts[1].startsWith(FILE)
              ? ofFile(Path.of(parts[1].substring(FILE.length())))
              : derived(profile, parts[1]);
      return profile.under(key);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--mark " + parts[0] + ": " + e.getMessage());
    }
  }

  private Key derived(Profile profile, String words) {
    KeyScope scope = MarkKeys.scope(profile.name() + "/" + words);
    return keys.master(environment).derive(scope, profile.keyWords());
  }

  /// The words of a key, which are not repeated when they are none.
  private static Key ofFile(Path file) throws IOException {
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
