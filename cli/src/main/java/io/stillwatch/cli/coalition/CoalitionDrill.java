// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.coalition.CoalitionReport.Alone;
import io.stillwatch.cli.coalition.CoalitionReport.Moment;
import io.stillwatch.cli.coalition.CoalitionReport.Play;
import io.stillwatch.cli.coalition.CoalitionReport.Told;
import io.stillwatch.cli.coalition.CoalitionReport.Wire;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Pause;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Opened;
import io.stillwatch.model.Suspects;
import io.stillwatch.share.member.Taken;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Suspicion;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.trust.Joint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Three companies, one hub, one campaign that none of them sees alone. In the first half of the
/// window each looks at its own customers; then each tells the others, in tokens, which groups fell
/// short of its line; in the second half each measures those groups among its own customers, and
/// tells the number. What is told by number alone is put together at every company.
final class CoalitionDrill implements AutoCloseable {
  /// Groups that a company tells of at most, those with most evidence first.
  private static final int TOLD_MOST = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL = 20;

  private final CoalitionWorld world;
  private final double falseDiscovery;
  private final InstantSource clock = InstantSource.system();
  private final Opened parts = new Opened("the drill");
  private final List<DrillMember> members = new ArrayList<>();
  private final List<Moment> timeline = new ArrayList<>();
  private final Map<String, List<Finding>> before = new TreeMap<>();
  private final Map<String, List<Finding>> after = new TreeMap<>();

  /// Leads by suspicion, in the order of the record.
  private final Map<String, List<Lead>> suspicions = new LinkedHashMap<>();

  private final long began = System.nanoTime();

  private CoalitionDrill(CoalitionWorld world, Path out, Detector detector) throws IOException {
    this.world = world;
    this.falseDiscovery = detector.falseDiscovery();
    List<String> names = world.companies().stream().map(Company::name).toList();
    HubOfDrill hub = parts.add(new HubOfDrill(names, out.resolve("hub"), clock));
    for (Company company : world.companies()) {
      Path folder = out.resolve(company.name());
      members.add(parts.add(new DrillMember(company, hub, detector, folder, clock)));
    }
  }

  /// Plays both worlds.
  ///
  /// @param out a new or empty folder
  static CoalitionReport play(Path out, long seed, Detector detector, Progress progress)
      throws IOException {
    progress.phase("a campaign at three companies");
    Play campaign = world(out.resolve("campaign"), seed, true, detector);
    progress.phase("its honest twin");
    return new CoalitionReport(campaign, world(out.resolve("honest"), seed, false, detector));
  }

  private static Play world(Path out, long seed, boolean campaign, Detector detector)
      throws IOException {
    CoalitionWorld world = CoalitionWorld.make(out, seed, campaign);
    try (var drill = new CoalitionDrill(world, out, detector)) {
      return drill.play();
    }
  }

  private Play play() throws IOException {
    for (DrillMember member : members) {
      member.meet(others(member));
    }
    for (DrillMember member : members) {
      before.put(member.name(), member.company.look(world.start(), world.middle(), List.of()));
      note(member, "looked at the first half of its log");
    }
    for (DrillMember member : members) {
      note(
          member,
          "made %,d tokens of what its customers signed up with".formatted(member.tokenise()));
    }
    for (DrillMember member : members) {
      publish(member);
    }
    for (DrillMember member : members) {
      take(member);
    }
    for (DrillMember member : members) {
      measure(member);
    }
    List<Told> told = together();
    return Play.of(alone(), told, timeline, wire());
  }

  private List<DrillMember> others(DrillMember member) {
    return members.stream().filter(other -> other != member).toList();
  }

  private void note(DrillMember who, String what) {
    timeline.add(new Moment((System.nanoTime() - began) / 1_000_000, who.name(), what));
  }

  private void publish(DrillMember member) {
    List<Finding.Measured> fallen =
        measured(before, member).stream()
            .filter(m -> m.suspicion().isEmpty())
            .sorted(Comparator.comparingDouble(Finding.Measured::log10Control).reversed())
            .toList();
    var seen = new TreeSet<String>();
    int told = 0;
    for (Finding.Measured group : fallen) {
      List<Token> tokens = member.shared(group.accounts());
      boolean fresh = seen.add(tokens.toString());
      if (told < TOLD_MOST && fresh && !tokens.isEmpty()) {
        told++;
        Bundle bundle =
            Suspicion.of("group " + told, tokens, member.sender(), Edition.first(clock.instant()));
        List<Lead> leads = BundleReader.read(bundle.bytes()).leads();
        member.publish(bundle, leads);
        suspicions.put(leads.getFirst().about(), leads);
        note(
            member,
            "tells of a group of %,d that fell short: %,d tokens"
                .formatted(group.accounts().size(), tokens.size()));
        others(member).forEach(other -> awaitEvent(other, leads.getFirst().id(), member));
      }
    }
  }

  private static List<Finding.Measured> measured(
      Map<String, List<Finding>> from, DrillMember member) {
    return from.getOrDefault(member.name(), List.of()).stream()
        .filter(Finding.Measured.class::isInstance)
        .map(Finding.Measured.class::cast)
        .toList();
  }

  private void awaitEvent(DrillMember at, String lead, DrillMember from) {
    long since = System.nanoTime();
    while (at.heard(lead).isEmpty()) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw Failure.failed("an event of " + from.name() + " never came to " + at.name());
      }
      Pause.of(POLL);
    }
    note(at, "hears of it from " + from.name() + " on the fast lane");
  }

  /// Takes the record's leads into the book.
  private void take(DrillMember member) {
    Taken taken = member.read();
    if (taken.rejected() > 0) {
      throw Failure.failed("the record holds what cannot be read: " + taken.rejected());
    }
    note(member, "took %,d leads from the record, to be watched".formatted(taken.leads()));
  }

  private void measure(DrillMember member) throws IOException {
    var suspects = new ArrayList<Suspects>();
    suspicions.forEach(
        (about, leads) -> suspects.add(new Suspects(name(about), member.holders(tokens(leads)))));
    after.put(member.name(), member.company.look(world.middle(), world.end(), suspects));
    for (String about : suspicions.keySet()) {
      Optional<Finding.Measured> one = own(member, about);
      if (one.isPresent()) {
        Edition edition = Edition.first(clock.instant());
        Bundle bundle = Answer.sighting(about, answer(one.get()), member.sender(), edition);
        member.publish(bundle, List.of());
        note(
            member,
            "measured %s among its own: log10 e = %.2f"
                .formatted(name(about), one.get().log10Control()));
      }
    }
  }

  /// What a company measured of a suspicion; nothing when it has too few of its accounts.
  private Optional<Finding.Measured> own(DrillMember member, String about) {
    return measured(after, member).stream()
        .filter(m -> m.suspicion().equals(name(about)))
        .findFirst();
  }

  /// Ids are drawn anew in every drill; numbers are not, and chance hangs on the name.
  private String name(String about) {
    return "suspicion " + number(about);
  }

  private Answer.Measured answer(Finding.Measured one) {
    return new Answer.Measured(
        one.accounts().size(),
        one.log10Control(),
        "strangers; exchanges after the suspicion was told",
        world.middle(),
        world.end());
  }

  private static List<Token> tokens(List<Lead> leads) {
    return leads.stream().flatMap(lead -> lead.tokens().stream()).toList();
  }

  private int number(String about) {
    return List.copyOf(suspicions.keySet()).indexOf(about) + 1;
  }

  /// Every company puts together its own number and what the record says of the others'.
  private List<Told> together() {
    Map<String, Map<String, Joint>> joints = new TreeMap<>();
    for (DrillMember member : members) {
      member.read();
      for (String about : suspicions.keySet()) {
        var values = new TreeMap<String, Double>();
        members.forEach(m -> values.put(m.name(), 0.0));
        member.sightings().stream()
            .filter(s -> s.of().equals(about) && s.log10E().isPresent())
            .forEach(s -> values.put(called(s.from()), s.log10E().getAsDouble()));
        own(member, about).ifPresent(m -> values.put(member.name(), m.log10Control()));
        joints
            .computeIfAbsent(about, a -> new TreeMap<>())
            .put(member.name(), Joint.of(member.name(), values, number(about), falseDiscovery));
      }
    }
    var told = new ArrayList<Told>();
    suspicions.forEach(
        (about, leads) -> told.add(told(about, leads, joints.getOrDefault(about, Map.of()))));
    return told;
  }

  private String called(String identity) {
    return members.stream()
        .filter(m -> m.sender().id().equals(identity))
        .map(DrillMember::name)
        .findFirst()
        .orElse(identity);
  }

  private Told told(String about, List<Lead> leads, Map<String, Joint> joint) {
    var looked = new TreeMap<String, Integer>();
    var truly = new TreeMap<String, Integer>();
    var confirmed = new ArrayList<String>();
    for (DrillMember member : members) {
      List<String> holders = member.holders(tokens(leads));
      looked.put(member.name(), holders.size());
      truly.put(member.name(), (int) holders.stream().filter(world.hostile()::contains).count());
      Optional<Joint> own = Optional.ofNullable(joint.get(member.name()));
      if (own.filter(j -> j.confirmedBy(member.name())).isPresent()) {
        confirmed.add(member.name());
        leads.forEach(lead -> member.trust().judged(lead.id(), true, clock.instant()));
        note(member, "confirms suspicion %d with evidence of its own".formatted(number(about)));
      }
    }
    String by = called(leads.getFirst().from());
    return new Told(number(about), by, tokens(leads).size(), joint, looked, truly, confirmed);
  }

  private List<Alone> alone() {
    var alone = new ArrayList<Alone>();
    for (DrillMember member : members) {
      Set<String> named = new TreeSet<>();
      for (var half : List.of(before, after)) {
        half.getOrDefault(member.name(), List.of()).stream()
            .filter(Finding.Named.class::isInstance)
            .flatMap(f -> ((Finding.Named) f).campaign().members().stream())
            .forEach(m -> named.add(m.account()));
      }
      Set<String> hostile = new TreeSet<>(member.company.accounts().keySet());
      hostile.retainAll(world.hostile());
      named.retainAll(hostile);
      List<Finding.Measured> fallen = measured(before, member);
      alone.add(
          new Alone(
              member.name(),
              member.company.accounts().size(),
              hostile.size(),
              named.size(),
              fallen.stream().map(Finding.Measured::log10Control).max(Comparator.naturalOrder()),
              fallen.stream().mapToDouble(Finding.Measured::threshold).max().orElse(0)));
    }
    return alone;
  }

  private Wire wire() throws IOException {
    List<String> secrets = new ArrayList<>(world.secrets());
    var check = new LeakCheck(secrets);
    int messages = 0;
    long bytes = 0;
    long found = 0;
    for (DrillMember member : members) {
      List<byte[]> left = member.left(others(member));
      messages += left.size();
      bytes += left.stream().mapToLong(one -> one.length).sum();
      found += check.count(left);
    }
    String planted = "{\"user_id\":\"" + secrets.getFirst() + "\"}";
    byte[] inside = Base64.getUrlEncoder().withoutPadding().encode(planted.getBytes(UTF_8));
    long control =
        Math.min(check.count(List.of(planted.getBytes(UTF_8))), check.count(List.of(inside)));
    return new Wire(messages, bytes, secrets.size(), found, control);
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
