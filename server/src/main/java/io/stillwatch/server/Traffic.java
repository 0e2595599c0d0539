// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.ingest.Format;
import io.stillwatch.server.decide.Rounds;
import io.stillwatch.server.kafka.ExchangeTopics;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.live.History;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Judged;
import io.stillwatch.server.live.Tail;
import io.stillwatch.server.live.Time;
import io.stillwatch.server.live.Watching;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Exchanges that come in, and detection over what came: the journal lies between the two.
record Traffic(Journal journal, Detecting detecting, Watching watch, Inbox inbox) {
  /// Detection does not run yet, and nothing comes in by itself.
  ///
  /// @param circle who else hears of a judgement
  /// @throws IOException when what it goes on from cannot be read
  static Traffic open(
      Journal journal, Detecting detecting, Rounds rounds, Optional<Circle> circle, Site site)
      throws IOException {
    Judged judged =
        (at, findings) -> {
          rounds.judged(at, findings);
          circle.ifPresent(one -> one.judged(at, findings));
        };
    Watching watch = site.open(detecting.watch(journal, judged, circle.isPresent()));
    site.open(rounds::stop);
    long last = rounds.last();
    site.time()
        .follow(
            site.isLog() ? () -> Math.max(last, watch.progress().horizon()) : site.clock()::millis);
    var inbox = site.open(new Inbox(journal, time(site), detecting.readers(), detecting.threads()));
    inbox.resume(watch.progress().horizon());
    return new Traffic(journal, detecting, watch, inbox);
  }

  private static Time time(Site site) {
    var patience = site.settings().span(Key.PATIENCE);
    return site.isLog()
        ? new Time.Log(patience, Detecting.rhythm(site.settings()))
        : new Time.Wall(site.clock(), patience);
  }

  /// The exchanges of the journal, to be read again.
  History history() {
    return new History(journal, detecting.ids());
  }

  /// Follows the logs and topics that the settings name.
  List<Feed> feeds(Site site) throws IOException {
    Settings settings = site.settings();
    var feeds = new ArrayList<Feed>();
    for (String file : settings.list(Key.TAIL)) {
      Optional<Format> format =
          settings.some(Key.TAIL_FORMAT).map(word -> format(settings, Key.TAIL_FORMAT));
      feeds.add(site.open(new Tail(Path.of(file), format, inbox, site.data())));
    }
    List<String> topics = settings.list(Key.EXCHANGE_TOPICS);
    if (!topics.isEmpty()) {
      Format form = format(settings, Key.EXCHANGE_FORMAT);
      feeds.add(site.open(new ExchangeTopics(detecting.brokers(), topics, form, inbox)));
    }
    return feeds;
  }

  private static Format format(Settings settings, Key key) {
    return Format.of(settings.text(key))
        .orElseThrow(
            () -> settings.refuse(key, "is no format; it takes stillwatch, litellm or otel"));
  }
}
