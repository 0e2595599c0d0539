// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import io.stillwatch.interventions.Forecast;
import io.stillwatch.interventions.Forecast.Power;
import io.stillwatch.interventions.Forecast.Tail;
import io.stillwatch.interventions.Traffic;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Simulated interventions for programs; docs/interventions.md describes it.
final class TrialsJson {
  private final JsonGenerator g;

  private TrialsJson(JsonGenerator g) {
    this.g = g;
  }

  static String of(Trials trials) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new TrialsJson(g).write(trials);
    }
    return text + "\n";
  }

  private void write(Trials trials) {
    g.writeStartObject();
    g.writeNumberProperty("accounts", trials.request().accounts());
    g.writeNumberProperty("pairs", trials.request().pairs());
    g.writeNumberProperty("runs", trials.request().runs());
    g.writeNumberProperty("seed", trials.request().seed());
    g.writeArrayPropertyStart("traffic");
    trials.forecasts().forEach(this::forecast);
    g.writeEndArray();
    g.writeEndObject();
  }

  private void forecast(Forecast forecast) {
    g.writeStartObject();
    switch (forecast.traffic()) {
      case Traffic.Honest() -> g.writeStringProperty("kind", "honest");
      case Traffic.Campaign(double failover) -> {
        g.writeStringProperty("kind", "campaign");
        g.writeNumberProperty("failover", failover);
      }
    }
    g.writeArrayPropertyStart("log10_e");
    forecast.power().forEach(this::power);
    g.writeEndArray();
    g.writeArrayPropertyStart("ever_reached");
    forecast.tails().forEach(this::tail);
    g.writeEndArray();
    g.writeNumberProperty("sign_p", forecast.signP());
    if (forecast.sumP().isPresent()) {
      g.writeNumberProperty("sum_p", forecast.sumP().getAsDouble());
    } else {
      g.writeNullProperty("sum_p");
    }
    g.writeNumberProperty("pairs_void", forecast.voided());
    g.writeNumberProperty("touched_of_service", forecast.touched().service());
    g.writeNumberProperty("touched_of_group", forecast.touched().group());
    g.writeNumberProperty("touched_of_worst_account", forecast.touched().worst());
    g.writeEndObject();
  }

  private void power(Power power) {
    g.writeStartObject();
    g.writeNumberProperty("pairs", power.pairs());
    g.writeNumberProperty("p10", power.low());
    g.writeNumberProperty("median", power.median());
    g.writeNumberProperty("p90", power.high());
    g.writeNumberProperty("e_from_100", power.found());
    g.writeEndObject();
  }

  private void tail(Tail tail) {
    g.writeStartObject();
    g.writeNumberProperty("e", tail.bar());
    g.writeNumberProperty("share", tail.share());
    g.writeNumberProperty("at_most", tail.atMost());
    g.writeEndObject();
  }
}
