// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// Sets a world up, runs it, and writes accounts and labels beside the exchanges.
///
/// Districts run side by side for some minutes of world time, while the minutes before are merged
/// and packed. Neither the number of threads nor the span changes a byte.
public final class Stage {
  private static final long SPAN = 600_000;

  private Stage() {}

  /// What was written.
  ///
  /// @param exchanges lines in the exchange files
  /// @param accounts lines in the account file
  /// @param byCommunity exchanges of each community
  public record Written(long exchanges, int accounts, Map<Community, Long> byCommunity) {
    public Written {
      byCommunity = Map.copyOf(byCommunity);
    }
  }

  /// Writes a whole world into a folder.
  ///
  /// @throws IOException when the folder cannot be written
  public static Written write(
      WorldSpec spec, Corpus corpus, Shapes shapes, Path folder, LongConsumer progress)
      throws IOException {
    Files.createDirectories(folder);
    try (ExecutorService hands =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Press press = new Press(folder, progress)) {
      List<World> districts =
          each(hands, District.all(spec), district -> settled(spec, district, corpus, shapes))
              .join();
      print(press, hands, districts, spec.start().toEpochMilli(), spec.end().toEpochMilli());
      List<Account> accounts = Labels.write(folder, spec, districts);
      return new Written(press.count(), accounts.size(), byCommunity(districts));
    }
  }

  private static World settled(WorldSpec spec, District district, Corpus corpus, Shapes shapes) {
    World world = new World(spec, district, new Says(corpus, spec.split(), district), shapes);
    int hostile = spec.campaigns().stream().mapToInt(c -> c.fleet().accounts()).sum();
    Settlers.settle(world, district.share(spec.population().accounts() - hostile));
    for (int i = 0; i < spec.campaigns().size(); i++) {
      if (district.holds(i)) {
        Chance own = world.chance("campaign").fork(i);
        new CampaignActor(world, spec.campaigns().get(i), id(i), own).join(world);
      }
    }
    return world;
  }

  private static void print(
      Press press, Executor hands, List<World> districts, long start, long end) throws IOException {
    List<Page> made = List.of();
    for (long from = start; from < end; from += SPAN) {
      long until = from + SPAN;
      CompletableFuture<List<Page>> next = each(hands, districts, world -> world.run(until));
      press.print(made);
      made = next.join();
    }
    press.print(made);
  }

  /// Does the same to each of a list, side by side.
  private static <A, B> CompletableFuture<List<B>> each(
      Executor hands, List<A> all, Function<A, B> work) {
    List<CompletableFuture<B>> begun =
        all.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), hands))
            .toList();
    return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
        .thenApply(_ -> begun.stream().map(CompletableFuture::join).toList());
  }

  private static Map<Community, Long> byCommunity(List<World> districts) {
    Map<Community, Long> all = new EnumMap<>(Community.class);
    for (World world : districts) {
      world.scribe().byCommunity().forEach((who, count) -> all.merge(who, count, Long::sum));
    }
    return all;
  }

  static String id(int index) {
    return "campaign-" + (index + 1);
  }
}
