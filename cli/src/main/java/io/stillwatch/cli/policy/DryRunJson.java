// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Proposal;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A dry run for programs; docs/policy.md describes it.
final class DryRunJson {
  private final DryRun run;
  private final JsonGenerator g;

  private DryRunJson(DryRun run, JsonGenerator g) {
    this.run = run;
    this.g = g;
  }

  static String of(DryRun run) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new DryRunJson(run, g).write();
    }
    return text + "\n";
  }

  private void write() {
    g.writeStartObject();
    g.writeNumberProperty("scans", run.scans().size());
    g.writeNumberProperty("days", run.days());
    g.writeStringProperty("until", time(run.end()));
    g.writeArrayPropertyStart("rungs");
    for (Rung rung : Rung.values()) {
      rung(rung, Mode.LIVE);
      rung(rung, Mode.SHADOW);
    }
    g.writeEndArray();
    g.writeArrayPropertyStart("accounts");
    run.standing().forEach(this::account);
    g.writeEndArray();
    g.writeArrayPropertyStart("proposals");
    run.proposals().forEach(this::proposal);
    g.writeEndArray();
    g.writeNumberProperty("undone", run.lifted());
    g.writeArrayPropertyStart("faults");
    run.faults().forEach(g::writeString);
    g.writeEndArray();
    g.writeEndObject();
  }

  private void rung(Rung rung, Mode mode) {
    Set<String> ever = run.ever(rung, mode);
    if (ever.isEmpty()) {
      return;
    }
    g.writeStartObject();
    g.writeStringProperty("remedy", rung.word());
    g.writeStringProperty("mode", mode.word());
    g.writeNumberProperty(
        "at_end",
        run.standing().stream()
            .filter(one -> one.mode() == mode && one.remedy().rung() == rung)
            .count());
    g.writeNumberProperty("ever", ever.size());
    if (run.truth().isEmpty()) {
      g.writeNullProperty("innocent");
    } else {
      g.writeNumberProperty("innocent", run.innocent(ever));
    }
    g.writeEndObject();
  }

  private void account(Decision one) {
    g.writeStartObject();
    g.writeStringProperty("account_id", one.account());
    g.writeStringProperty("campaign_id", one.grounds().evidence().campaign());
    g.writeStringProperty("remedy", one.remedy().rung().word());
    g.writeStringProperty("mode", one.mode().word());
    g.writeStringProperty("rule", one.grounds().rule());
    g.writeStringProperty("decision", one.id());
    g.writeStringProperty("at", time(one.term().at()));
    g.writeStringProperty("from", time(one.term().from()));
    g.writeStringProperty("until", time(one.term().until()));
    Boolean hostile = run.truth().get(one.account());
    if (hostile == null) {
      g.writeNullProperty("hostile");
    } else {
      g.writeBooleanProperty("hostile", hostile);
    }
    g.writeEndObject();
  }

  private void proposal(Proposal one) {
    g.writeStartObject();
    g.writeStringProperty("id", one.id());
    g.writeStringProperty("campaign_id", one.campaign());
    g.writeStringProperty("remedy", one.rung().word());
    g.writeNumberProperty("people", one.people());
    g.writeNumberProperty("accounts", one.decisions().size());
    g.writeStringProperty("why", one.why());
    g.writeEndObject();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
