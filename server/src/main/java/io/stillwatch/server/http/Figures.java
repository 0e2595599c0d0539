// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.model.Decision;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.mark.ServedFeed;
import io.stillwatch.server.text.Keeper;
import io.stillwatch.share.member.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which figures the server shows.
final class Figures {
  private Figures() {}

  static Metrics of(Http.Parts parts) {
    var inbox = parts.inbox();
    var watch = parts.watch();
    Metrics metrics = coalition(parts);
    return metrics
        .counts("stillwatch_entries_taken", "Entries in the journal since the start.", inbox::taken)
        .counts(
            "stillwatch_entries_ahead", "Exchanges dated in the future, left out.", inbox::ahead)
        .counts("stillwatch_entries_full", "Entries sent away for want of room.", inbox::full)
        .shows("stillwatch_entries_under_way", "Entries on their way.", inbox::underWay)
        .shows("stillwatch_detection_behind", "Records not yet read.", watch::behind)
        .shows(
            "stillwatch_detection_horizon_seconds",
            "Event time up to which was detected, seconds since 1970.",
            () -> watch.progress().horizon() / 1000.0)
        .counts(
            "stillwatch_lines_rejected",
            "Lines of logs and topics that broke a rule and were left out.",
            () -> parts.feeds().stream().mapToLong(Feed::rejected).sum())
        .shows(
            "stillwatch_feeds",
            "Logs and topics, by how they stand.",
            "state",
            () -> byState(parts.feeds()))
        .counts(
            "stillwatch_texts_kept",
            "Exchanges whose words are kept, since the start.",
            () -> parts.keeper().map(Keeper::kept).orElse(0L))
        .counts(
            "stillwatch_texts_lost",
            "Exchanges whose words were not kept for want of room.",
            () -> parts.keeper().map(Keeper::lost).orElse(0L))
        .counts(
            "stillwatch_served_noted",
            "Marked replies whose contexts were noted, since the start.",
            () -> parts.served().map(ServedFeed::noted).orElse(0L))
        .counts(
            "stillwatch_served_lost",
            "Marked replies whose contexts were not noted.",
            () -> parts.served().map(ServedFeed::lost).orElse(0L))
        .counts(
            "stillwatch_observations_seen",
            "Observations that were new.",
            () -> watch.progress().seen())
        .counts(
            "stillwatch_observations_repeated",
            "Observations whose id had come before.",
            () -> watch.progress().repeated())
        .counts(
            "stillwatch_observations_late",
            "Observations that came when their time was closed.",
            () -> watch.progress().late())
        .shows(
            "stillwatch_detection_waits_for_database",
            "1 while a judgement waits for the database, 2 when somebody has to mend it.",
            () -> parts.rounds().waits().ordinal())
        .counts(
            "stillwatch_judgement_failures",
            "How often the database did not keep a judgement.",
            () -> parts.rounds().failures())
        .shows(
            "stillwatch_decisions_in_force",
            "Live decisions in force, by rung.",
            "rung",
            () -> byRung(parts));
  }

  private static Metrics coalition(Http.Parts parts) {
    var metrics = new Metrics();
    if (parts.coalition().isEmpty()) {
      return metrics;
    }
    CoalitionDesk desk = parts.coalition().get().desk();
    Member member = desk.member();
    InstantSource clock = parts.clock();
    return metrics
        .shows(
            "stillwatch_leads_live",
            "Leads of peers that have neither ended nor been taken back.",
            () -> member.trust().live(clock.instant()))
        .shows("stillwatch_leads_accounts", "Accounts that leads name.", desk::named)
        .counts(
            "stillwatch_record_failures",
            "How often the record could not be read.",
            member::readsFailed)
        .shows(
            "stillwatch_record_age_seconds",
            "Since the record was last read to its end; -1 when it never was.",
            () -> member.readAt().map(at -> age(at, clock)).orElse(-1.0))
        .shows(
            "stillwatch_identifiers_waiting",
            "Identifiers without a token of this month.",
            () -> member.tokens().waiting())
        .counts(
            "stillwatch_identifiers_dropped",
            "Identifiers left out for want of room.",
            () -> member.tokens().dropped())
        .shows(
            "stillwatch_events_received",
            "Events of peers since the start, by what became of them.",
            "outcome",
            member::events);
  }

  private static double age(Instant at, InstantSource clock) {
    return Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }

  private static Map<String, Long> byRung(Http.Parts parts) {
    return parts.counter().inForce().stream()
        .map(Decision::remedy)
        .collect(Collectors.groupingBy(remedy -> remedy.rung().word(), Collectors.counting()));
  }

  private static Map<String, Long> byState(List<Feed> feeds) {
    var counts = new TreeMap<String, Long>();
    for (Feed.State state : Feed.State.values()) {
      counts.put(
          state.name().toLowerCase(Locale.ROOT),
          feeds.stream().filter(feed -> feed.state() == state).count());
    }
    return counts;
  }
}
