// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads a world's logs as a scan would, on one thread, in order.
public final class Logs {
  private Logs() {}

  /// Gives every request of the logs in a folder to `each`.
  ///
  /// @param world folder of logs, as the arena writes them: in the order of time
  /// @return the accounts that were met
  /// @throws BadWorld when there is no exchange, a line is broken, or requests are not in the order
  ///   of time: a benchmark on half of a world would say nothing
  /// @throws IOException when the disk fails
  public static Roster read(Path world, Consumer<Request> each) throws IOException {
    var reader = new Reader(each);
    try (Source source = Sources.open(SourceConfig.of(List.of(world)))) {
      for (Block block = source.next(); block != null; block = source.next()) {
        block.read(reader);
      }
    }
    if (reader.roster.size() == 0) {
      throw new BadWorld(world.toString(), "it holds no exchange", "name a world of the arena");
    }
    return reader.roster;
  }

  private static final class Reader implements Sink {
    private final Roster roster = new Roster();
    private final Consumer<Request> each;
    private long now = Long.MIN_VALUE;

    Reader(Consumer<Request> each) {
      this.each = each;
    }

    @Override
    public void exchange(Exchange exchange, Place place) {
      if (exchange.at() < now) {
        throw new BadWorld(
            place.file() + ", line " + place.line(),
            "it is earlier than the line before",
            "baselines take logs in the order of time");
      }
      now = exchange.at();
      each.accept(new Request(roster.add(exchange), exchange, new Prompt(exchange.ask())));
    }

    @Override
    public void signup(Signup signup, Place place) {
      roster.add(signup);
    }

    @Override
    public void reject(Rejected rejected) {
      throw new BadWorld(
          rejected.place().file() + ", line " + rejected.place().line(),
          rejected.rule(),
          "baselines take only whole logs");
    }
  }
}
