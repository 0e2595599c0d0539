// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.Prices;
import io.stillwatch.dossier.Scan;
import io.stillwatch.ingest.PriceList;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts together what the documents say of a run.
record Outcome(
    ScanRequest request,
    Source source,
    Tally tally,
    Unique unique,
    List<Finding> findings,
    PriceList prices) {
  /// The rule of exchanges that are dated far from all the rest (docs/formats/rejected.md).
  private static final String FAR = "far-time";

  /// @param requests the list of requests, when it was asked for
  Scan scan(Meter meter, Optional<Scan.Requests> requests) throws IOException {
    Finding.Status status = status();
    return new Scan(
        Dossier.version(),
        tally.window(unique.era()),
        configuration(),
        inputs(),
        new Scan.Counted(
            tally.exchanges() - unique.far() - unique.duplicates(),
            tally.signups() - unique.signupDuplicates(),
            status.accounts(),
            status.principals(),
            setAside(),
            unique.duplicates(),
            tally.outOfOrder()),
        Scan.Availability.of(status.unavailable()),
        status.nulls().stream()
            .map(n -> new Scan.NullParameter(n.name(), n.value(), n.how()))
            .toList(),
        new Scan.Testing(status.looks(), request.fdr()),
        warnings(),
        new Scan.Cost(
            meter.wallSeconds(), meter.cpuSeconds(), meter.peakMemoryBytes(), request.threads()),
        Prices.of(prices.date(), prices::cost),
        campaigns(),
        withdrawn(),
        requests);
  }

  /// Lines that broke a rule of their own, and those that only the whole log shows to be wrong.
  private SortedMap<String, Long> setAside() {
    var rules = new TreeMap<>(tally.rejected());
    if (unique.far() > 0) {
      rules.put(FAR, unique.far());
    }
    return rules;
  }

  private Finding.Status status() {
    for (Finding finding : findings) {
      if (finding instanceof Finding.Status status) {
        return status;
      }
    }
    return new Finding.Status(0, 0, 0, 0, 0, 0, List.of(), new TreeMap<>()); // nothing was judged
  }

  private List<Campaign> campaigns() {
    var campaigns = new ArrayList<Campaign>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Named named) {
        campaigns.add(named.campaign());
      }
    }
    return campaigns;
  }

  private List<Scan.Withdrawal> withdrawn() {
    var withdrawn = new ArrayList<Scan.Withdrawal>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Withdrawn w) {
        withdrawn.add(new Scan.Withdrawal(w.account(), w.campaign(), w.named(), w.withdrawn()));
      }
    }
    return withdrawn;
  }

  private SortedMap<String, String> configuration() {
    var c = new TreeMap<String, String>();
    c.put("fdr", Double.toString(request.fdr()));
    c.put("format", request.format().name().toLowerCase(Locale.ROOT));
    c.put("judge-every", request.judgeEvery().toMinutes() + "m");
    c.put("max-rejected", Double.toString(request.maxRejected()));
    c.put("seed-key", request.seedKey().isPresent() ? "set by the operator" : "the public one");
    c.put("ip-intel", request.ipIntel().map(Object::toString).orElse("none"));
    c.put("registry", request.registry().map(Object::toString).orElse("none"));
    c.put("without", new TreeSet<>(request.without()).toString());
    c.put("ip-reputation", request.ipReputation().map(Object::toString).orElse("none"));
    return c;
  }

  private List<Scan.Input> inputs() throws IOException {
    var inputs = new ArrayList<Scan.Input>();
    for (Path path : Inputs.paths(request)) {
      try (Source one = Inputs.open(request, List.of(path))) {
        inputs.add(new Scan.Input(path.toString(), one.bytesTotal()));
      }
    }
    return inputs;
  }

  private List<String> warnings() {
    var warnings = new ArrayList<String>();
    source.warnings().forEach(w -> warnings.add(w.toString()));
    for (Map.Entry<String, Long> e : tally.unread().entrySet()) {
      warnings.add(
          "%,d lines had a field %s of the wrong kind; it was taken as absent"
              .formatted(e.getValue(), e.getKey()));
    }
    for (Map.Entry<String, Long> e : tally.skipped().entrySet()) {
      warnings.add("%,d entries were passed over: %s".formatted(e.getValue(), e.getKey()));
    }
    if (unique.far() > 0) {
      warnings.add(
          "set aside as %s: exchanges that are dated more than 28 days from all others and few beside them, %,d in number"
              .formatted(FAR, unique.far()));
    }
    if (unique.late() > 0) {
      warnings.add(
          "%,d exchanges are older than the end of the last scan with this --state; they were left out"
              .formatted(unique.late()));
    }
    return warnings;
  }
}
