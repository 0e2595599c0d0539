// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One thread's end of the second pass: makes sightings of exchanges of named accounts. What cannot
/// be read was counted and set aside in the first.
final class Lookout implements Crew.Hand {
  private final Function<Entry, List<Message>> reader;
  private final Intake<Message> intake;
  private @Nullable Path file;
  private long fresh;

  Lookout(Function<Entry, List<Message>> reader, Intake<Message> intake) {
    this.reader = reader;
    this.intake = intake;
  }

  @Override
  public void exchange(Exchange exchange, Place place) {
    file = place.file();
    fresh++;
    try {
      for (Message sighting : reader.apply(exchange)) {
        intake.add(sighting);
      }
    } catch (IOException e) {
      throw Receiver.unwritable(e);
    }
  }

  @Override
  public void signup(Signup signup, Place place) {}

  @Override
  public void reject(Rejected rejected) {}

  @Override
  public void begin() {}

  @Override
  public void end(Block block) {}

  @Override
  public long takeSeen() {
    long taken = fresh;
    fresh = 0;
    return taken;
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      intake.close();
    } catch (IOException e) {
      throw Receiver.unwritable(e);
    }
  }
}
