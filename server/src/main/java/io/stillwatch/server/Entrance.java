// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.identity.Applicant;
import io.stillwatch.identity.ApplicantJson;
import io.stillwatch.identity.BadApplicant;
import io.stillwatch.identity.IdentityKey;
import io.stillwatch.identity.ListFile;
import io.stillwatch.identity.ListKind;
import io.stillwatch.identity.ListReport;
import io.stillwatch.identity.Lists;
import io.stillwatch.identity.Notices;
import io.stillwatch.identity.Reason;
import io.stillwatch.identity.Recent;
import io.stillwatch.identity.RecentWire;
import io.stillwatch.identity.Screened;
import io.stillwatch.identity.ScreenedJson;
import io.stillwatch.identity.Screening;
import io.stillwatch.identity.ScreeningSettings;
import io.stillwatch.respond.Policy;
import io.stillwatch.runtime.SealedFile;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.http.SignupsRoute.Signups;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The door where accounts sign up: screens them by what the operator has, keeps what was proposed,
/// and says so to the policy if it is to. What it remembers of recent signups is kept in a file;
/// after a kill it has forgotten those of the last minutes, which costs counts, and no account.
final class Entrance implements Signups, AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Map<Key, ListKind> LISTS =
      Map.of(
          Key.DISPOSABLE, ListKind.DISPOSABLE_MAIL,
          Key.FREE_MAIL, ListKind.FREE_MAIL,
          Key.HOSTING, ListKind.HOSTING_RANGES,
          Key.PROXIES, ListKind.PROXY_RANGES,
          Key.NETWORK_CLASSES, ListKind.NETWORK_CLASSES,
          Key.NETWORK_DATABASE, ListKind.DATABASE);

  private final Store store;
  private final Optional<CoalitionDesk> coalition;
  private final People people;
  private final Policy policy;
  private final InstantSource time;
  private final IdentityKey key;
  private final Lists lists;
  private final Screening screening;
  private final Path file;
  private final boolean applies;
  private final AtomicLong screened = new AtomicLong();
  private long saved;

  Entrance(
      Store store, Deciding deciding, Optional<CoalitionDesk> coalition, IdentityKey key, Site site)
      throws IOException {
    this.store = store;
    this.coalition = coalition;
    this.key = key;
    people = deciding.people();
    policy = deciding.policy();
    time = site.time();
    Settings settings = site.settings();
    file = site.data().resolve("signups.bin");
    applies = applies(settings);
    lists = new Lists(files(settings));
    reload();
    Recent recent =
        Files.exists(file)
            ? SealedFile.read(file, new RecentWire(key, Recent.MOST)::read)
            : new Recent(Recent.MOST);
    Notices notices = coalition.map(CoalitionDesk::notices).orElse(Notices.NONE);
    screening = new Screening(ScreeningSettings.STANDARD, key, lists, notices, recent);
  }

  /// Whether the tier that is proposed is applied.
  static boolean applies(Settings settings) {
    return settings.word(Key.SIGNUP_TIER, "propose", "apply").equals("apply");
  }

  private static List<ListFile> files(Settings settings) {
    var files = new ArrayList<ListFile>();
    LISTS.forEach(
        (setting, kind) ->
            settings.list(setting).forEach(name -> files.add(new ListFile(kind, Path.of(name)))));
    files.sort((a, b) -> a.path().compareTo(b.path()));
    return files;
  }

  /// Reads the operator's lists again; what cannot be taken leaves the one before in use.
  void reload() {
    for (ListReport report : lists.reload()) {
      if (!report.taken()) {
        LOG.log(
            Logger.Level.WARNING,
            "list {0} was not taken: {1}",
            report.file().path(),
            report.why());
      }
    }
  }

  @Override
  public String screen(byte[] body, String by) {
    Screened result = screening.screen(applicant(body), time.millis());
    String form = ScreenedJson.write(result);
    List<String> reasons = result.reasons().stream().map(Reason::says).toList();
    var kept =
        new io.stillwatch.store.Screened(
            result.account(), result.at(), result.tier(), reasons, form);
    store.change(by, change -> change.screened(kept));
    screened.incrementAndGet();
    coalition.ifPresent(desk -> desk.signedUp(result.account(), body));
    if (applies && policy.has(result.tier())) {
      people.know(result.account(), result.tier(), Collections.emptySortedMap(), "screening");
    }
    return form;
  }

  private Applicant applicant(byte[] body) {
    try {
      return ApplicantJson.read(body, key);
    } catch (BadApplicant e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// Keeps what is remembered, when there is anything new.
  synchronized void save() throws IOException {
    long now = screened.get();
    if (now > saved) {
      SealedFile.write(file, screening::save);
      saved = now;
    }
  }

  @Override
  public void close() throws IOException {
    save();
  }
}
