// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.Exchange;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.SealKey;
import io.stillwatch.store.SealKey.BadSeal;
import io.stillwatch.store.Sealed;
import io.stillwatch.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Words of exchanges, sealed: each text under a key of the day on which it came, and that under
/// the operator's key, which is never in the database. A text is bound to its exchange, account and
/// day, so that none can be passed off as another's. When the row with the key of a day is gone, so
/// are its texts, wherever copies of them lie. Who has both the key of the operator and an old copy
/// of the database has the texts of then.
public final class Vault {
  private static final long DAY = 86_400_000;
  private static final int DAYS_MOST = 30;

  private final Store store;
  private final SealKey master;
  private final long days;
  private final InstantSource clock;
  private Today today = new Today(Long.MIN_VALUE, new SealKey(SealKey.random()));

  private record Today(long day, SealKey key) {}

  private Vault(Store store, SealKey master, long days, InstantSource clock) {
    this.store = store;
    this.master = master;
    this.days = days;
    this.clock = clock;
  }

  /// Opens it where the settings ask for it; empty where they do not.
  ///
  /// @param clock of this machine
  /// @throws io.stillwatch.server.settings.BadSetting when the key cannot be used
  public static Optional<Vault> open(Settings settings, Store store, InstantSource clock) {
    if (!settings.word(Key.TEXT_KEEP, "false", "true").equals("true")) {
      return Optional.empty();
    }
    var vault = new Vault(store, MasterKeys.of(settings).getFirst(), days(settings), clock);
    vault.resealed(settings);
    return Optional.of(vault);
  }

  private static long days(Settings settings) {
    long days = settings.span(Key.TEXT_FOR).toDays();
    if (days < 1 || days > DAYS_MOST) {
      throw settings.refuse(Key.TEXT_FOR, "takes 1d to " + DAYS_MOST + "d");
    }
    return days;
  }

  /// What an earlier key seals is sealed with the present one, which alone is needed from then on.
  private void resealed(Settings settings) {
    List<SealKey> known = MasterKeys.of(settings);
    long changed = 0;
    for (long day : store.texts().days()) {
      String was = store.texts().key(day).orElse("");
      if (!was.isEmpty() && master.unwrap(was, about(day)).isEmpty()) {
        byte[] key =
            known.stream()
                .flatMap(one -> one.unwrap(was, about(day)).stream())
                .findFirst()
                .orElseThrow(() -> ofAnotherKey(settings));
        changed += store.texts().reseal(day, was, master.seal(key, about(day))) ? 1 : 0;
      }
    }
    if (changed > 0) {
      Map<String, String> days = Map.of("days", String.valueOf(changed));
      store.change("settings", change -> change.note("reseal-texts", "texts", days));
    }
  }

  private static RuntimeException ofAnotherKey(Settings settings) {
    return settings.refuse(
        Key.TEXT_KEY,
        "is not the key that the texts in the database were sealed with; put that one back, or"
            + " name it in text.earlier-key-files");
  }

  /// Seals and keeps the words of exchanges, all or none; those without words are left out.
  ///
  /// @throws io.stillwatch.store.StoreFailed when the database does not take them
  void keep(List<Exchange> exchanges) {
    Today now = today();
    store
        .texts()
        .keep(
            exchanges.stream()
                .filter(one -> Words.size(one) > 0)
                .map(one -> sealed(one, now))
                .toList());
  }

  private static Sealed sealed(Exchange one, Today now) {
    String about = about(one.id(), one.account(), now.day());
    return new Sealed(one.id(), one.account(), now.day(), now.key().seal(Words.of(one), about));
  }

  private synchronized Today today() {
    long day = clock.millis() / DAY;
    if (today.day() != day) {
      byte[] fresh = SealKey.random();
      String wrapped = store.texts().key(day, master.seal(fresh, about(day)));
      today = new Today(day, unwrapped(day, wrapped).orElseThrow(Vault::another));
    }
    return today;
  }

  private static IllegalStateException another() {
    return new IllegalStateException("another replica seals texts with another text.key-file");
  }

  /// The words of an exchange as JSON, for somebody who says why. The view is in the audit log
  /// before anything is opened.
  ///
  /// @param by who wants to see them
  /// @return empty when they are not kept, or no longer
  /// @throws DamagedText when what is kept does not open
  public Optional<String> show(String exchange, String by, String reason) {
    Optional<Sealed> found =
        store.texts().find(exchange).filter(one -> one.day() > clock.millis() / DAY - days);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Sealed one = found.get();
    store.change(
        by,
        change ->
            change.noteAbout(
                one.account(),
                "view-text",
                Map.of("exchange", one.id(), "reason", reason),
                one.id()));
    return key(one.day()).map(key -> opened(one, key));
  }

  private static String opened(Sealed one, SealKey key) {
    try {
      return new String(key.open(one.body(), about(one.id(), one.account(), one.day())), UTF_8);
    } catch (BadSeal e) {
      throw new DamagedText("what is kept of this exchange was changed, and does not open");
    }
  }

  /// Destroys what was kept long enough, keys first, whether words are still kept or not. Called
  /// every hour.
  public static void forget(Settings settings, Store store, InstantSource clock) {
    store.texts().forget(clock.millis() / DAY - days(settings) + 1);
  }

  private Optional<SealKey> key(long day) {
    return store.texts().key(day).flatMap(wrapped -> unwrapped(day, wrapped));
  }

  private Optional<SealKey> unwrapped(long day, String wrapped) {
    return master.unwrap(wrapped, about(day)).map(SealKey::new);
  }

  private static String about(long day) {
    return "stillwatch text key 1\n" + day;
  }

  private static String about(String exchange, String account, long day) {
    return "stillwatch text 1\n" + day + "\n" + account.length() + "\n" + account + exchange;
  }
}
