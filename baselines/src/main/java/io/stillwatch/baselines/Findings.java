// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwatch.baselines.method.Suspicion;
import io.stillwatch.baselines.method.Suspicion.Suspect;
import io.stillwatch.baselines.request.Roster;
import io.stillwatch.model.Window;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a baseline says, in the form of a scan. Who scores above the threshold is accused, together
/// with the accused of the same group, or alone; everybody else with a score is in one group that
/// is only watched, so that the whole order can be graded.
final class Findings {
  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("\n").build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final double MOST = 1_000_000;
  private static final String WATCHED = "below-threshold";

  private record Named(String account, int number, double score) {}

  private final String baseline;
  private final Roster roster;
  private final double threshold;
  private final List<List<Named>> accused;
  private final List<Named> watched = new ArrayList<>();

  Findings(String baseline, Roster roster, Suspicion suspicion, double threshold) {
    this.baseline = baseline;
    this.roster = roster;
    this.threshold = threshold;
    accused = divide(suspicion);
  }

  private List<List<Named>> divide(Suspicion suspicion) {
    Map<Integer, List<Named>> together = new TreeMap<>();
    List<List<Named>> groups = new ArrayList<>();
    suspicion.of().forEach((number, suspect) -> place(number, suspect, together, groups));
    groups.addAll(together.values());
    Comparator<Named> byName = Comparator.comparing(Named::account);
    groups.forEach(group -> group.sort(byName));
    groups.sort(Comparator.comparing(List::getFirst, byName));
    watched.sort(byName);
    return groups;
  }

  private void place(
      int number, Suspect suspect, Map<Integer, List<Named>> together, List<List<Named>> groups) {
    var named = new Named(roster.name(number), number, suspect.score());
    if (suspect.score() <= threshold) {
      watched.add(named);
    } else if (suspect.group() == Suspicion.ALONE) {
      groups.add(new ArrayList<>(List.of(named)));
    } else {
      together.computeIfAbsent(suspect.group(), _ -> new ArrayList<>()).add(named);
    }
  }

  /// Writes `accounts.csv` and `campaigns.jsonl`.
  ///
  /// @return how many accounts are accused
  int write(Path out) throws IOException {
    Files.createDirectories(out);
    accounts(out.resolve("accounts.csv"));
    try (JsonGenerator json =
        JSON.createGenerator(
            ObjectWriteContext.empty(),
            new BufferedOutputStream(Files.newOutputStream(out.resolve("campaigns.jsonl"))),
            JsonEncoding.UTF8)) {
      for (int i = 0; i < accused.size(); i++) {
        group(json, id(i), "campaign", accused.get(i));
      }
      if (!watched.isEmpty()) {
        group(json, WATCHED, "watch", watched);
      }
      json.writeRaw('\n');
    }
    return accused.stream().mapToInt(List::size).sum();
  }

  private String id(int group) {
    return baseline + "-" + (group + 1);
  }

  private void accounts(Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord("account_id", "campaign_id", "membership_log10_e", "share_harvest");
      for (int i = 0; i < accused.size(); i++) {
        for (Named one : accused.get(i)) {
          csv.writeRecord(one.account(), id(i), Double.toString(finite(one.score())), "");
        }
      }
    }
  }

  private void group(JsonGenerator json, String id, String verdict, List<Named> members) {
    Window window =
        members.stream().map(m -> roster.window(m.number())).reduce(Window::cover).orElseThrow();
    json.writeStartObject();
    json.writeStringProperty("campaign_id", id);
    json.writeArrayPropertyStart("accounts");
    members.forEach(member -> json.writeString(member.account()));
    json.writeEndArray();
    json.writeStringProperty("first_seen", time(window.from()));
    json.writeStringProperty("last_seen", time(window.until()));
    json.writeNumberProperty(
        "exchanges", members.stream().mapToLong(m -> roster.requests(m.number())).sum());
    json.writeNumberProperty(
        "log10_e_control", finite(members.stream().mapToDouble(Named::score).max().orElse(0)));
    json.writeStringProperty("verdict", verdict);
    json.writeNumberProperty("threshold_log10_e", finite(threshold));
    json.writeStringProperty("detected_at", time(roster.window().until()));
    json.writeArrayPropertyStart("members");
    members.forEach(member -> member(json, member));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void member(JsonGenerator json, Named member) {
    json.writeStartObject();
    json.writeStringProperty("account_id", member.account());
    json.writeNumberProperty("log10_e", finite(member.score()));
    json.writeNumberProperty("exchanges", roster.requests(member.number()));
    json.writeEndObject();
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static double finite(double score) {
    return Math.clamp(score, -MOST, MOST);
  }
}
