// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Undo;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.respond.Situation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the ladder remembers: what the judgement at hand has said so far, and what was decided
/// before. Decisions are forgotten when they ended more than 90 days ago, so that this does not
/// grow with the age of the job.
final class Docket {
  private static final long KEPT = Duration.ofDays(90).toMillis();

  private final List<Finding> said = new ArrayList<>();
  private List<Decision> decisions = List.of();

  void add(Finding finding) {
    said.add(finding);
  }

  /// Closes the judgement at hand.
  Situation close(long now) {
    List<Campaign> campaigns = new ArrayList<>();
    Set<String> withdrawn = new HashSet<>();
    for (Finding finding : said) {
      if (finding instanceof Finding.Named named) {
        campaigns.add(named.campaign());
      } else if (finding instanceof Finding.Withdrawn one) {
        withdrawn.add(one.account());
      }
    }
    said.clear();
    return new Situation(now, campaigns, withdrawn, Map.of(), decisions, List.of(), List.of());
  }

  /// @param all decisions up to now, ended ones included
  void keep(List<Decision> all, long now) {
    decisions = all.stream().filter(decision -> now - end(decision) <= KEPT).toList();
  }

  private static long end(Decision decision) {
    long until = decision.term().until();
    return decision.undone().map(Undo::at).map(at -> Math.min(at, until)).orElse(until);
  }

  static Wire<Docket> wire() {
    Wire<Finding> findings = Detection.findings();
    return new Wire<>() {
      @Override
      public String name() {
        return "docket/1";
      }

      @Override
      public void write(Docket docket, DataOutput out) throws IOException {
        out.writeInt(docket.said.size());
        for (Finding finding : docket.said) {
          findings.write(finding, out);
        }
        out.writeInt(docket.decisions.size());
        for (Decision decision : docket.decisions) {
          DecisionWire.write(decision, out);
        }
      }

      @Override
      public Docket read(DataInput in) throws IOException {
        var docket = new Docket();
        for (int n = in.readInt(); n > 0; n--) {
          docket.said.add(findings.read(in));
        }
        List<Decision> decisions = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
          decisions.add(DecisionWire.read(in));
        }
        docket.decisions = List.copyOf(decisions);
        return docket;
      }
    };
  }
}
