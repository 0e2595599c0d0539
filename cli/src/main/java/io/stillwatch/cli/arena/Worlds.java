// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.WorldSummary;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Asks the arena for the world that a command describes.
final class Worlds {
  private static final String LOGS = "exchanges(-\\d+)?\\.jsonl\\.gz";

  private Worlds() {}

  /// Writes the world; logs of an earlier one in the same folder are removed, so that nobody reads
  /// two worlds as one.
  ///
  /// @throws Failure when the request names what does not exist, or the folder cannot be written
  static World write(WorldRequest request, Progress progress) throws IOException {
    WorldSpec spec = spec(request);
    progress.phase("making a world");
    Corpus corpus = corpus(request.corpus());
    Shapes shapes = shapes(request.traces());
    removeLogs(request.out());
    WorldSummary made =
        Arena.write(spec, corpus, shapes, request.out(), n -> progress.update(0, 0, n));
    return new World(
        List.of(request.out()),
        request.out().resolve("labels"),
        made.exchanges(),
        request.attacker().isPresent() ? Attackers.of(spec) : List.of());
  }

  private static WorldSpec spec(WorldRequest request) {
    try {
      WorldSpec spec = named(request, split(request.split()));
      return request.days().isPresent() ? spec.withDays(request.days().getAsInt()) : spec;
    } catch (IllegalArgumentException e) {
      throw Failure.usage("this world cannot be made: " + e.getMessage());
    }
  }

  private static WorldSpec named(WorldRequest request, Split split) {
    OptionalInt accounts = request.accounts();
    if (request.attacker().isPresent()) {
      var attacker = request.attacker().get();
      CampaignSpec campaign =
          CampaignSpec.of(Level.parse(attacker.levels()), attacker.accounts(), attacker.rate());
      WorldSpec usual = WorldSpec.frontier(campaign, request.seed(), split);
      return accounts.isPresent()
          ? usual.withPopulation(usual.population().of(accounts.getAsInt()))
          : usual;
    }
    return accounts.isPresent()
        ? WorldSpec.preset(request.preset(), request.seed(), split, accounts.getAsInt())
        : WorldSpec.preset(request.preset(), request.seed(), split);
  }

  private static Split split(Optional<String> word) {
    String name = word.orElse("development");
    return Stream.of(Split.values())
        .filter(split -> split.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> Failure.usage("--split is " + name + "; it takes development or sealed"));
  }

  private static Corpus corpus(Optional<Path> folder) throws IOException {
    if (folder.isEmpty()) {
      return Corpus.own();
    }
    checkFolder("--corpus", folder.get());
    try {
      return Corpus.read(folder.get());
    } catch (JacksonException | IOException e) {
      throw Failure.unusable("--corpus " + folder.get() + " cannot be read: " + Cause.of(e));
    }
  }

  private static Shapes shapes(Optional<Path> folder) throws IOException {
    if (folder.isEmpty()) {
      return Shapes.published();
    }
    checkFolder("--traces", folder.get());
    try {
      return Shapes.read(folder.get());
    } catch (JacksonException | IOException e) {
      throw Failure.unusable("--traces " + folder.get() + " cannot be read: " + Cause.of(e));
    }
  }

  private static void checkFolder(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Failure.unusable(option + " is " + folder + ", which is no folder; name one");
    }
  }

  private static void removeLogs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> (f.getFileName() + "").matches(LOGS)).toList()) {
        Files.delete(file);
      }
    }
  }
}
