// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.dossier.Prices;
import io.stillwatch.ingest.PriceList;
import io.stillwatch.model.Opened;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;

/// What each part of a server is built on.
///
/// @param time event time
/// @param clock of this machine
/// @param parts what was opened so far
record Site(
    Settings settings, Secrets secrets, EventClock time, InstantSource clock, Opened parts) {
  static Site of(Settings settings, InstantSource clock) {
    var secrets = new Secrets(data(settings).resolve("keys"));
    return new Site(settings, secrets, new EventClock(), clock, new Opened("the server"));
  }

  /// The folder of everything that is kept.
  Path data() {
    return data(settings);
  }

  private static Path data(Settings settings) {
    return Path.of(settings.text(Key.DATA));
  }

  /// Takes a part that is closed with the server.
  <T extends AutoCloseable> T open(T part) {
    return parts.add(part);
  }

  /// List prices of models.
  Prices prices() {
    PriceList list = settings.path(Key.PRICES).map(PriceList::load).orElseGet(PriceList::standard);
    return Prices.of(list.date(), list::cost);
  }

  /// Whether event time is that of a log that is played back.
  boolean isLog() {
    return settings.word(Key.TIME, "wall", "log").equals("log");
  }
}
