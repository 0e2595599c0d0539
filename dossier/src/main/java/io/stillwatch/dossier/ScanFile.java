// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// `scan.json`: how the run was made, what it read, what it could not see, what it cost, and the
/// digests of the other files.
final class ScanFile {
  private ScanFile() {}

  static String of(Scan scan, Findings findings, Collection<Output> outputs) {
    return Json.page(
        json -> {
          read(json, scan);
          method(json, scan);
          json.object("found", found -> found(found, findings, scan.withdrawn().size()));
          scan.requests().ifPresent(list -> json.object("requests", all -> requests(all, list)));
          json.texts("warnings", warnings(scan));
          json.object("cost", cost -> cost(cost, scan));
          json.objects("outputs", files(outputs, scan), ScanFile::file);
        });
  }

  /// The scan's own warnings, and ours: when accusations were withdrawn, and when a number had to
  /// be bounded.
  static List<String> warnings(Scan scan) {
    var warnings = new ArrayList<>(scan.warnings());
    if (!scan.withdrawn().isEmpty()) {
      warnings.add(
          Numbers.count(scan.withdrawn().size())
              + " accounts were accused earlier in this log and are no longer; undo what was done on"
              + " that: "
              + Dossier.WITHDRAWN);
    }
    long bounded = scan.campaigns().stream().mapToLong(ScanFile::notFinite).sum();
    if (bounded == 0) {
      return warnings;
    }
    String ours =
        Numbers.count(bounded)
            + " numbers were not finite: infinities are written as 1000000 or -1000000, and what"
            + " could not be computed as 0.";
    return Stream.concat(warnings.stream(), Stream.of(ours)).toList();
  }

  private static void read(Json json, Scan scan) {
    Scan.Counted counted = scan.counted();
    json.text("program", "stillwatch").text("version", scan.version());
    scan.window()
        .ifPresentOrElse(
            window -> json.object("window", inner -> CampaignsFile.window(inner, window)),
            () -> json.nothing("window"));
    json.object("configuration", inner -> scan.configuration().forEach(inner::text))
        .objects("inputs", scan.inputs(), ScanFile::input)
        .object("read", inner -> counted(inner, counted))
        .object("rejected", inner -> rejected(inner, counted.rejected()));
  }

  private static void method(Json json, Scan scan) {
    json.objects("evidence_families", scan.families(), ScanFile::family)
        .objects("null_parameters", scan.nulls(), ScanFile::parameter)
        .whole("candidates_tested", scan.testing().candidates())
        .number("fdr_level", Numbers.significant(scan.testing().fdr()))
        .text("price_table_date", scan.prices().date());
  }

  private static void input(Json json, Scan.Input input) {
    json.text("name", input.name()).whole("bytes", input.bytes());
  }

  private static void counted(Json json, Scan.Counted counted) {
    json.whole("exchanges", counted.exchanges())
        .whole("signups", counted.signups())
        .whole("accounts", counted.accounts())
        .whole("principals", counted.principals())
        .whole("duplicates", counted.duplicates())
        .whole("late", counted.late());
  }

  private static void rejected(Json json, SortedMap<String, Long> rejected) {
    json.whole("lines", rejected.values().stream().mapToLong(Long::longValue).sum())
        .object("by_rule", rules -> rejected.forEach(rules::whole));
  }

  private static void family(Json json, Scan.Availability family) {
    json.text("family", family.family().name())
        .text("title", family.family().title())
        .text("axis", Words.axis(family.family()))
        .bool("available", family.available())
        .text("reason", family.reason());
  }

  private static void parameter(Json json, Scan.NullParameter parameter) {
    json.text("name", parameter.name())
        .number("value", Numbers.significant(parameter.value()))
        .text("how", parameter.how());
  }

  private static void found(Json json, Findings findings, long withdrawn) {
    for (Verdict verdict : Verdict.values()) {
      json.whole(verdict.word(), findings.with(verdict).size());
    }
    json.whole("accounts_named", findings.accused())
        .whole("accounts_withdrawn", withdrawn)
        .whole("exchanges", findings.taken().exchanges())
        .number("list_price_usd", Numbers.fixed(findings.bill().usd(), 2));
  }

  private static void cost(Json json, Scan scan) {
    json.number("wall_seconds", Numbers.fixed(scan.cost().wallSeconds(), 3))
        .number("cpu_seconds", Numbers.fixed(scan.cost().cpuSeconds(), 3));
    scan.cpuMicrosPerExchange()
        .ifPresentOrElse(
            micros -> json.number("cpu_micros_per_exchange", Numbers.fixed(micros, 3)),
            () -> json.nothing("cpu_micros_per_exchange"));
    json.whole("peak_memory_bytes", scan.cost().peakMemoryBytes())
        .whole("threads", scan.cost().threads());
  }

  private static void requests(Json json, Scan.Requests list) {
    List<Scan.Share> campaigns = list.campaigns();
    json.whole("attributed", campaigns.stream().mapToLong(Scan.Share::attributed).sum())
        .whole("of", campaigns.stream().mapToLong(Scan.Share::all).sum())
        .objects(
            "campaigns",
            campaigns,
            (one, share) ->
                one.text("campaign_id", share.campaign())
                    .whole("attributed", share.attributed())
                    .whole("of", share.all()));
  }

  /// A file that is part of the results.
  private record Written(String name, long bytes, String sha256) {}

  private static List<Written> files(Collection<Output> outputs, Scan scan) {
    Stream<Written> texts = outputs.stream().map(o -> new Written(o.file(), o.bytes(), o.sha256()));
    Stream<Written> lists =
        scan.requests().stream()
            .map(list -> new Written(RequestsFile.NAME, list.bytes(), list.sha256()));
    return Stream.concat(texts, lists).toList();
  }

  private static void file(Json json, Written file) {
    json.text("file", file.name).whole("bytes", file.bytes).text("sha256", file.sha256);
  }

  private static long notFinite(Campaign campaign) {
    DoubleStream own =
        DoubleStream.of(
            campaign.log10Control(), campaign.log10Extraction(),
            campaign.threshold(), campaign.shareHarvest());
    DoubleStream evidence = campaign.evidence().stream().flatMapToDouble(ScanFile::numbers);
    DoubleStream members = campaign.members().stream().flatMapToDouble(ScanFile::numbers);
    return Stream.of(own, evidence, members)
        .flatMapToDouble(numbers -> numbers)
        .filter(number -> !Double.isFinite(number))
        .count();
  }

  private static DoubleStream numbers(Evidence evidence) {
    return DoubleStream.of(evidence.observed(), evidence.expected(), evidence.log10E());
  }

  private static DoubleStream numbers(Member member) {
    return DoubleStream.of(member.log10E(), member.shareHarvest());
  }
}
