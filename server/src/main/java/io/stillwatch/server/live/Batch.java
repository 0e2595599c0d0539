// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a block of lines holds. For one thread.
public final class Batch implements Sink {
  private final Function<Entry, Optional<String>> refusal;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private long skipped;

  Batch(Function<Entry, Optional<String>> refusal) {
    this.refusal = refusal;
  }

  @Override
  public void exchange(Exchange exchange, Place place) {
    take(exchange, place);
  }

  @Override
  public void signup(Signup signup, Place place) {
    take(signup, place);
  }

  private void take(Entry entry, Place place) {
    refusal
        .apply(entry)
        .ifPresentOrElse(
            why -> rejected.add(new Rejected(place, "future-date", why)), () -> entries.add(entry));
  }

  @Override
  public void reject(Rejected one) {
    rejected.add(one);
  }

  @Override
  public void skip(Place place, String why) {
    skipped++;
  }

  /// What can be taken.
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /// What broke a rule.
  public List<Rejected> rejected() {
    return Collections.unmodifiableList(rejected);
  }

  /// Sound lines that are no exchange.
  public long skipped() {
    return skipped;
  }
}
