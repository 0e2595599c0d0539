// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A deployment's door in tests: lists as an operator has them, and honest people coming through
/// it.
final class Door {
  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final long START = 1_790_000_000_000L;
  static final IdentityKey KEY = IdentityKey.of("0123456789abcdef".getBytes(UTF_8));

  private static final String[] PROVIDERS = {"bigmail.example", "mail.example", "post.example"};

  final Lists lists;
  final Screening screening;
  private final SplittableRandom chance = new SplittableRandom(20_260_901);
  private int people;

  Door(Path folder) throws IOException {
    this(lists(folder), Notices.NONE);
  }

  Door(Lists lists, Notices notices) {
    this.lists = lists;
    screening = new Screening(ScreeningSettings.STANDARD, KEY, lists, notices, new Recent(100_000));
  }

  static Lists lists(Path folder) throws IOException {
    List<ListFile> files = new ArrayList<>();
    files.add(file(folder, ListKind.FREE_MAIL, String.join("\n", PROVIDERS)));
    files.add(file(folder, ListKind.DISPOSABLE_MAIL, "throwaway.example # ten minutes"));
    files.add(file(folder, ListKind.HOSTING_RANGES, "198.51.100.0/24\n2001:db8:bad::/48"));
    files.add(file(folder, ListKind.PROXY_RANGES, "192.0.2.128/25"));
    files.add(file(folder, ListKind.NETWORK_CLASSES, "AS64496 hosting\nAS64497 proxy"));
    Path database = folder.resolve("networks.mmdb");
    Files.write(
        database,
        new Mmdb()
            .network("203.0.113.0", 24, Mmdb.map("autonomous_system_number", Mmdb.uint32(64500)))
            .network("198.18.0.0", 16, Mmdb.map("autonomous_system_number", Mmdb.uint32(64496)))
            .network("10.0.0.0", 8, Mmdb.map("autonomous_system_number", Mmdb.uint32(64510)))
            .bytes());
    files.add(new ListFile(ListKind.DATABASE, database));
    var lists = new Lists(files);
    lists.reload();
    return lists;
  }

  static ListFile file(Path folder, ListKind kind, String text) throws IOException {
    return new ListFile(kind, Files.writeString(folder.resolve(kind.name()), text));
  }

  Screened screen(Visitor visitor) {
    return screening.screen(visitor.applicant(), visitor.at());
  }

  /// An honest person with a card, a device and a home of its own.
  Visitor person(long at) {
    int n = people++;
    String local = letters(3 + chance.nextInt(7)) + digits(chance.nextInt(5));
    return new Visitor("honest-" + n, at)
        .mail(local + "@" + PROVIDERS[chance.nextInt(PROVIDERS.length)])
        .payment("card-" + n)
        .device("device-" + n)
        .ip("10." + chance.nextInt(256) + "." + chance.nextInt(256) + "." + chance.nextInt(256));
  }

  /// Honest people over some days, evenly: the deployment's past.
  void past(long from, int days, int aDay) {
    for (int i = 0; i < days * aDay; i++) {
      screen(person(from + (long) i * DAY / aDay));
    }
  }

  String letters(int n) {
    var text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      text.append((char) ('a' + chance.nextInt(26)));
    }
    return text.toString();
  }

  String digits(int n) {
    var text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      text.append((char) ('0' + chance.nextInt(10)));
    }
    return text.toString();
  }

  static List<Signal> signals(Screened screened) {
    return screened.reasons().stream().map(Reason::signal).toList();
  }
}
