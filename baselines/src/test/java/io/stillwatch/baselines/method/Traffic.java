// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Logs;
import io.stillwatch.baselines.request.Roster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A log that a test writes by hand.
public final class Traffic {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private record Line(long minute, String json) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<String> signups = new ArrayList<>();
  private int ids;

  /// Nothing is in it yet.
  public Traffic() {}

  /// Where and in what frame a request is sent; each part may be empty.
  public record From(String ip, String org, String system) {
    public static final From NOWHERE = new From("", "", "");

    public static From ip(String ip) {
      return new From(ip, "", "");
    }

    public static From system(String system) {
      return new From("", "", system);
    }
  }

  /// One request, so many minutes after the log begins.
  public Traffic ask(String account, long minute, From from, String prompt) {
    String system =
        from.system().isEmpty()
            ? ""
            : "{\"role\":\"system\",\"content\":\"" + from.system() + "\"},";
    lines.add(
        new Line(
            minute,
            """
            {"ts":"%s","request_id":"r%d","account_id":"%s"%s%s,"model":"m","messages":[%s{"role":"user","content":"%s"}],"input_tokens":5,"output_tokens":7,"status":200}
            """
                .formatted(
                    START.plusSeconds(60 * minute),
                    ids++,
                    account,
                    field("ip", from.ip()),
                    field("org_id", from.org()),
                    system,
                    prompt)
                .strip()));
    return this;
  }

  private static String field(String name, String value) {
    return value.isEmpty() ? "" : ",\"" + name + "\":\"" + value + "\"";
  }

  /// A signup so many days before the log begins.
  public Traffic signup(String account, int daysBefore) {
    signups.add(
        "{\"account_id\":\"%s\",\"created_at\":\"%s\"}"
            .formatted(account, START.minusSeconds(86_400L * daysBefore)));
    return this;
  }

  /// Writes the log, in the order of time.
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    lines.sort(Comparator.comparingLong(Line::minute));
    Files.write(folder.resolve("exchanges.jsonl"), lines.stream().map(Line::json).toList());
    if (!signups.isEmpty()) {
      Files.write(folder.resolve("accounts.jsonl"), signups);
    }
    return folder;
  }

  /// What a baseline thinks of it, by account.
  Map<String, Suspicion.Suspect> by(Baseline baseline, Path folder) throws IOException {
    Study study = baseline.begin();
    Roster roster = Logs.read(write(folder), study::take);
    Map<String, Suspicion.Suspect> named = new TreeMap<>();
    study.conclude(roster).of().forEach((account, s) -> named.put(roster.name(account), s));
    return named;
  }

  /// A sentence of its own for each number: eight words that hardly two sentences share.
  static String sentence(long number) {
    var chance = new java.util.SplittableRandom(number);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      words.append(i == 0 ? "" : " ").append("w").append(chance.nextInt(5_000));
    }
    return words.toString();
  }
}
