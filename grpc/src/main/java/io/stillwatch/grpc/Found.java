// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one message came to.
final class Found implements Sink {
  final List<Entry> entries = new ArrayList<>();
  int rejected;
  int skipped;
  Optional<Rejected> first = Optional.empty();

  @Override
  public void exchange(Exchange exchange, Place place) {
    entries.add(exchange);
  }

  @Override
  public void signup(Signup signup, Place place) {
    entries.add(signup);
  }

  @Override
  public void reject(Rejected why) {
    rejected++;
    first = first.or(() -> Optional.of(why));
  }

  @Override
  public void skip(Place place, String why) {
    skipped++;
  }

  /// The first reason of them all, in words of ours; empty when nothing was rejected.
  String reason() {
    return first.map(why -> why.rule() + ": " + why.reason()).orElse("");
  }
}
