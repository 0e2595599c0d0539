// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.stats.SipHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Hand-made findings, and what is attributed by them.
final class Suspects {
  static final DetectConfig CONFIG = DetectConfig.standard();
  private final List<Finding> findings = new ArrayList<>();
  private Registry registry = Registry.none();

  /// A group without a scaffold of its own.
  Suspects named(String id, Verdict verdict, String... accounts) {
    return named(id, verdict, List.of(), accounts);
  }

  /// A campaign whose own scaffold is this system message.
  Suspects campaign(String id, String system, String... accounts) {
    Reading r = read(Said.by("-").system(system).user("x").exchange());
    var mark = new Finding.Mark(Kind.SYSTEM.name(), Kind.SYSTEM.artefact(r.system()));
    return named(id, Verdict.CAMPAIGN, List.of(mark), accounts);
  }

  /// Knows the campaign by how this request begins instead.
  Suspects marked(String id, Exchange x) {
    var mark = new Finding.Mark(Kind.HEAD.name(), Kind.HEAD.artefact(read(x).head()));
    findings.add(new Finding.Owned(1, findings.size(), id, List.of(mark)));
    return this;
  }

  private Suspects named(String id, Verdict verdict, List<Finding.Mark> marks, String... accounts) {
    findings.add(new Finding.Named(1, findings.size(), Campaigns.of(id, verdict, accounts)));
    findings.add(new Finding.Owned(1, findings.size(), id, marks));
    return this;
  }

  Suspects knowing(Registry known) {
    registry = known;
    return this;
  }

  static Reading read(Exchange x) {
    return (Reading) new FeatureReader(new SipHash(CONFIG.keyHigh(), CONFIG.keyLow())).read(x);
  }

  /// `account@time because`, with the campaign where it is not the only one; in the order of time.
  List<String> attributed(Exchange... log) {
    return attributed(Attribution.of(findings), registry, List.of(log));
  }

  static List<String> attributed(
      Attribution attribution, Registry registry, List<? extends Entry> log) {
    var reader = attribution.reader(CONFIG, registry);
    var follower = attribution.follower();
    return log.stream()
        .flatMap(entry -> reader.apply(entry).stream())
        .sorted(Comparator.comparingLong(Message::at).thenComparingLong(Message::tie))
        .flatMap(sighting -> follower.take(sighting).stream())
        .map(
            row ->
                (attribution.campaigns() > 1 ? attribution.campaign(row.campaign()) + " " : "")
                    + attribution.account(row.account())
                    + "@"
                    + row.time()
                    + " "
                    + row.because().word())
        .toList();
  }
}
