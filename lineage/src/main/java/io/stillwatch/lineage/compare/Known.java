// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is publicly known of models: who made them, from what base, and on whose outputs they were
/// trained. For studies of how well a comparison tells students from others.
///
/// @param models by name
public record Known(SortedMap<String, Descent> models) {
  private static final String OWN = "own";

  /// How sure what is known is.
  public enum Confidence {
    /// Said by its makers in the source named.
    STATED,
    /// Said by others, or by its makers of a model near this one.
    REPORTED,
    /// Nothing public says otherwise.
    ASSUMED
  }

  /// @param family models of one maker or one line of work; never controls for each other
  /// @param base whose weights it was trained from: a family, "own" where it is this one
  /// @param taught families whose outputs it was trained on; absent when that is not known
  /// @param confidence how sure that is
  /// @param source where that is said
  public record Descent(
      String family,
      String base,
      Optional<Set<String>> taught,
      Confidence confidence,
      String source) {
    /// Whether nothing that is known ties the two: not a family, not a base, not teaching.
    public boolean unrelated(Descent other) {
      return strangers(other)
          && taught.isPresent()
          && other.taught.isPresent()
          && !taught.get().contains(other.family)
          && !other.taught.get().contains(family);
    }

    /// Whether they have neither maker nor weights in common, whoever taught them.
    public boolean strangers(Descent other) {
      return !family.equals(other.family)
          && !base.equals(other.family)
          && !other.base.equals(family)
          && !sharesBase(other);
    }

    /// Whether both were made from the same third family's weights.
    public boolean sharesBase(Descent other) {
      return !base.equals(OWN) && base.equals(other.base);
    }

    /// Whether it was made from that one's weights, by somebody else.
    public boolean madeFrom(Descent other) {
      return base.equals(other.family) && !family.equals(other.family);
    }

    /// Whether it was trained on outputs of that family.
    public boolean taughtBy(String teacher) {
      return taught.isPresent() && taught.get().contains(teacher);
    }
  }

  /// The list that comes with Stillwatch.
  public static Known published() {
    try (InputStream in =
        Objects.requireNonNull(Known.class.getResourceAsStream("known-descent.csv"))) {
      return parse(new String(in.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A list of one's own: `model,family,base,taught,confidence,source`; taught is `none`, `?`, or
  /// families with `+` between; confidence is `stated`, `reported` or `assumed`.
  public static Known read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  private static Known parse(List<String> lines) {
    var models = new TreeMap<String, Descent>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("model,")) {
        String[] cells = line.split(",", 6);
        if (cells.length < 6) {
          throw new IllegalArgumentException(
              "a line has model,family,base,taught,confidence,source; this one is " + line);
        }
        models.put(
            cells[0],
            new Descent(
                cells[1], cells[2], taught(cells[3]), confidence(cells[4], line), cells[5]));
      }
    }
    return new Known(models);
  }

  private static Confidence confidence(String cell, String line) {
    return Arrays.stream(Confidence.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(cell))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "confidence is stated, reported or assumed; this line is " + line));
  }

  private static Optional<Set<String>> taught(String cell) {
    return switch (cell) {
      case "?" -> Optional.empty();
      case "none" -> Optional.of(Set.of());
      case String families -> Optional.of(Set.of(families.split("\\+", -1)));
    };
  }
}
