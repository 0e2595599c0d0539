// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Networks;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One reading thread's end: makes observations of entries, and counts.
final class Receiver implements Crew.Hand {
  private final Function<Entry, Message> reader;
  private final Networks networks;
  private final Intake<Message> intake;
  private final Rejects rejects;
  private final Tally tally = new Tally();
  private List<Rejected> rejected = new ArrayList<>();
  private @Nullable Path file;
  private long fresh;

  /// @param rejects takes what was set aside of each block
  Receiver(
      Function<Entry, Message> reader, Networks networks, Intake<Message> intake, Rejects rejects) {
    this.reader = reader;
    this.networks = networks;
    this.intake = intake;
    this.rejects = rejects;
  }

  @Override
  public void begin() {
    tally.block();
  }

  @Override
  public void end(Block block) throws IOException {
    rejects.block(block.ordinal(), rejected);
    rejected = new ArrayList<>();
  }

  @Override
  public void exchange(Exchange exchange, Place place) {
    file = place.file();
    tally.exchange(exchange.at());
    fresh++;
    give(networks.known(exchange));
  }

  @Override
  public void signup(Signup signup, Place place) {
    file = place.file();
    tally.signup();
    give(networks.known(signup));
  }

  private void give(Entry entry) {
    try {
      intake.add(reader.apply(entry));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void reject(Rejected one) {
    file = one.place().file();
    tally.reject(one.rule());
    rejected.add(one);
  }

  @Override
  public void skip(Place place, String why) {
    tally.skip(why);
  }

  @Override
  public void unread(Place place, String field) {
    tally.unread(field);
  }

  @Override
  public void close() {
    try {
      intake.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static Failure unwritable(IOException e) {
    return Failure.failed(
        "what was read cannot be kept in the --out folder: "
            + Cause.of(e)
            + "; it needs about as much room as the logs do");
  }

  Tally tally() {
    return tally;
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public long takeSeen() {
    long taken = fresh;
    fresh = 0;
    return taken;
  }
}
