// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.events.Received;
import io.stillwatch.share.fixtures.Town;
import io.stillwatch.share.member.Listener;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.member.MemberConfig;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A town whose members remember what they hear, and give canaries.
final class Village implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
  private static final MemberConfig.Caution CAUTION =
      new MemberConfig.Caution(
          TrustPolicy.STANDARD,
          WarningLists.NONE,
          Optional.of("0123456789abcdef".repeat(2)),
          Duration.ofDays(90),
          1_000);

  final Map<String, List<Received>> heard = new TreeMap<>();
  private final InstantSource clock;
  private final Town town;

  Village(Path folder, InstantSource clock, String... names) throws IOException {
    this.clock = clock;
    town = new Town(folder, clock, CAUTION, names);
    for (String name : names) {
      var ears = new CopyOnWriteArrayList<Received>();
      heard.put(name, ears);
      member(name).follow(new Ears(ears));
    }
    meet(Duration.ofDays(10), names);
  }

  private record Ears(List<Received> heard) implements Listener {
    @Override
    public void rang(Received event) {
      heard.add(event);
    }
  }

  /// Each enrols all others, so long ago.
  void meet(Duration ago, String... names) {
    town.meet(ago, names);
  }

  Member member(String name) {
    return town.member(name);
  }

  /// An account that signed up with its own mail, and with a card.
  void signUp(String name, String account, char card) {
    member(name).know(account, List.of(Town.mail(account + "@mail.example"), Town.card(card)));
  }

  void tokenise(String name) {
    int made = member(name).tokenise();
    while (made > 0) {
      made = member(name).tokenise();
    }
  }

  /// What a company believes after it has read the record.
  List<Lead> leads(String name) {
    member(name).read();
    return member(name).trust().leads(clock.instant());
  }

  @Override
  public void close() throws IOException {
    town.close();
  }
}
