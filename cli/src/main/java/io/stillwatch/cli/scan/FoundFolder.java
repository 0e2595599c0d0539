// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Csv;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The results of a scan, read back as far as policies and exports look at them.
///
/// @param until event time of the last entry that was read, milliseconds since 1970 UTC
/// @param withdrawn accounts that are no longer accused
public record FoundFolder(
    Path folder, long until, List<Campaign> campaigns, Set<String> withdrawn) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public FoundFolder {
    campaigns = List.copyOf(campaigns);
    withdrawn = Set.copyOf(withdrawn);
  }

  /// @throws Failure when it is no such folder, or its files are of different scans
  public static FoundFolder read(Path folder) throws IOException {
    Path scan = folder.resolve("scan.json");
    JsonNode about = json(scan, text(scan));
    checkBelongs(folder, about);
    String until = about.path("window").path("until").asString("");
    if (until.isEmpty()) {
      throw Failure.unusable(scan + " says that nothing was read; scan a log that holds exchanges");
    }
    List<Campaign> campaigns = new ArrayList<>();
    Path file = folder.resolve("campaigns.jsonl");
    for (String line : text(file).lines().toList()) {
      campaigns.add(campaign(file, json(file, line)));
    }
    Set<String> withdrawn = new TreeSet<>();
    Csv.rows(folder.resolve("withdrawn.csv"), List.of("account_id"))
        .forEach(row -> withdrawn.add(row.getOrDefault("account_id", "")));
    return new FoundFolder(folder, time(scan, until), campaigns, withdrawn);
  }

  /// Findings of one scan and withdrawals of another would be a judgement that nobody passed.
  private static void checkBelongs(Path folder, JsonNode about) throws IOException {
    for (String name : List.of("campaigns.jsonl", "withdrawn.csv")) {
      String said = "";
      for (JsonNode output : about.path("outputs")) {
        if (output.path("file").asString("").equals(name)) {
          said = output.path("sha256").asString("");
        }
      }
      if (!said.equals(Sha256.hex(text(folder.resolve(name))))) {
        throw Failure.unusable(
            "%s does not belong to the scan.json beside it; scan again"
                .formatted(folder.resolve(name)));
      }
    }
  }

  private static Campaign campaign(Path file, JsonNode at) {
    List<Member> members = new ArrayList<>();
    at.path("members").forEach(member -> members.add(member(member)));
    Window window =
        new Window(
            time(file, at.path("first_seen").asString("")),
            time(file, at.path("last_seen").asString("")));
    return new Campaign(
        at.path("campaign_id").asString(""),
        verdict(file, at.path("verdict").asString("")),
        members,
        at.path("examined").asInt(),
        window,
        counts(at),
        at.path("log10_e_control").asDouble(),
        at.path("log10_e_extraction").asDouble(),
        at.path("threshold_log10_e").asDouble(),
        time(file, at.path("detected_at").asString("")),
        at.path("share_harvest").asDouble(),
        evidence(at, window),
        models(at),
        texts(at.path("techniques")),
        texts(at.path("overturn")),
        List.of(),
        List.of());
  }

  private static List<ModelUse> models(JsonNode at) {
    List<ModelUse> all = new ArrayList<>();
    at.path("models").forEach(m -> all.add(new ModelUse(m.path("model").asString(""), counts(m))));
    return all;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return texts;
  }

  /// What a campaign's use costs by the public price list, in millionths of a US dollar; empty when
  /// it is not there, or only a part of it could be priced.
  public OptionalLong listPrice(String campaign) throws IOException {
    Path file = folder.resolve("campaigns.jsonl");
    for (String line : text(file).lines().toList()) {
      JsonNode at = json(file, line);
      if (at.path("campaign_id").asString("").equals(campaign)) {
        boolean whole = at.path("unpriced_models").isEmpty();
        JsonNode usd = at.path("list_price_usd");
        return whole && usd.isNumber()
            ? OptionalLong.of(usd.decimalValue().movePointRight(6).longValue())
            : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  private static Member member(JsonNode at) {
    return new Member(
        at.path("account_id").asString(""),
        at.path("log10_e").asDouble(),
        at.path("share_harvest").asDouble(),
        counts(at),
        List.of());
  }

  private static Counts counts(JsonNode at) {
    return new Counts(
        at.path("exchanges").asLong(),
        at.path("input_tokens").asLong(),
        at.path("output_tokens").asLong());
  }

  private static List<Evidence> evidence(JsonNode at, Window window) {
    List<Evidence> all = new ArrayList<>();
    for (JsonNode one : at.path("evidence")) {
      all.add(
          new Evidence(
              Family.valueOf(one.path("family").asString("")),
              one.path("statistic").asString(""),
              one.path("observed").asDouble(),
              one.path("expected").asDouble(),
              one.path("log10_e").asDouble(),
              window,
              one.path("says").asString(""),
              one.path("null_model").asString(""),
              one.path("over").asLong()));
    }
    return all;
  }

  private static Verdict verdict(Path file, String word) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Failure.unusable(file + " holds a verdict " + word));
  }

  private static long time(Path file, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw Failure.unusable(file + " holds no time where one belongs");
    }
  }

  private static JsonNode json(Path file, String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw Failure.unusable(file + ": " + Cause.of(e));
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " does not exist; name the --out folder of a scan");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
