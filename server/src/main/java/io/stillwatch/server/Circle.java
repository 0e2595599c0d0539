// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.identity.IdentityKey;
import io.stillwatch.model.Finding;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.coalition.Detectors;
import io.stillwatch.server.decide.Calibration;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.http.Http;
import io.stillwatch.server.settings.CoalitionFile;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.tell.Telling;
import io.stillwatch.share.member.Member;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// This server as one company of a coalition: what it tells peers, and what it makes of what they
/// tell.
final class Circle {
  private final Site site;
  private final Path path;
  private final CoalitionFile file;
  private final Member member;
  private volatile Optional<Telling> telling = Optional.empty();

  private Circle(Site site, Path path) throws IOException {
    this.site = site;
    this.path = path;
    file = CoalitionFile.read(path);
    member =
        site.open(
            Member.open(
                site.data().resolve("coalition"),
                file.config(),
                Detectors.own(Calibration.promised(site.settings())),
                site.clock()));
  }

  /// @return empty when the settings name no coalition
  static Optional<Circle> of(Site site) throws IOException {
    Optional<Path> path = site.settings().path(Key.COALITION);
    return path.isPresent() ? Optional.of(new Circle(site, path.get())) : Optional.empty();
  }

  Member member() {
    return member;
  }

  /// What it tells; empty until it goes to work.
  Optional<Telling> telling() {
    return telling;
  }

  /// Hears of a judgement.
  void judged(long at, List<Finding> findings) {
    telling.ifPresent(one -> one.herald().judged(at, findings));
  }

  /// Goes to work on what is found here.
  void tell(Store store, Traffic traffic) {
    Settings settings = site.settings();
    var terms =
        new Telling.Terms(
            settings.word(Key.TELL, "ask", "named").equals("named"),
            settings.word(Key.ANSWER, "ask", "measured").equals("measured"),
            settings.span(Key.MEASURE_AFTER, Duration.ofHours(1), Duration.ofDays(7)));
    var ground =
        new Telling.Ground(
            store,
            traffic.history(),
            traffic.watch(),
            traffic.detecting().config(),
            site.prices(),
            site.time(),
            site.clock());
    telling = Optional.of(site.open(Telling.start(member, terms, ground)));
  }

  /// What people and the routes speak with; it does not compare by itself yet.
  Http.Coalescing desk(Store store, People people, IdentityKey door) {
    var place = new CoalitionDesk.Place(store, people, () -> CoalitionFile.read(path).peers());
    var rules = new CoalitionDesk.Rules(file.steps(), Entrance.applies(site.settings()));
    var desk = site.open(new CoalitionDesk(member, place, rules, door));
    return new Http.Coalescing(desk, file.certificates());
  }
}
