// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.arena.score.Score;
import io.stillwatch.arena.score.Score.CampaignScore;
import io.stillwatch.arena.score.Score.Groups;
import io.stillwatch.arena.score.Score.InnocentScore;
import io.stillwatch.arena.score.Score.RequestScore;
import io.stillwatch.arena.score.Score.Requests;
import io.stillwatch.arena.score.Score.Spread;
import io.stillwatch.arena.score.Score.Tally;
import java.io.StringWriter;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The arena's score for programs; docs/formats/arena.md describes it. What is not known is null.
final class ScoreJson {
  private final JsonGenerator g;

  private ScoreJson(JsonGenerator g) {
    this.g = g;
  }

  static String of(Score score) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new ScoreJson(g).write(score);
    }
    return text + "\n";
  }

  private void write(Score score) {
    g.writeStartObject();
    accounts(score.accounts());
    groups(score.groups());
    g.writeArrayPropertyStart("pr_auc");
    score.prAuc().forEach(this::area);
    g.writeEndArray();
    g.writeObjectPropertyStart("purity");
    g.writeNumberProperty("named", score.purity().named());
    g.writeNumberProperty("all", score.purity().all());
    g.writeEndObject();
    g.writeObjectPropertyStart("delay");
    spread("taken_before_detection", score.delay().taken());
    spread("hours_to_detection", score.delay().hours());
    number("share_harvest_mean_error", score.delay().shareError());
    g.writeEndObject();
    g.writeArrayPropertyStart("campaigns");
    score.campaigns().forEach(this::campaign);
    g.writeEndArray();
    g.writeArrayPropertyStart("communities");
    score.innocents().forEach(this::community);
    g.writeEndArray();
    verdicts(score);
    score.requests().ifPresent(this::requests);
    g.writeEndObject();
  }

  private void requests(Requests requests) {
    g.writeObjectPropertyStart("requests");
    request(requests.all());
    g.writeNumberProperty("honest_attributed", requests.wronged());
    g.writeNumberProperty("honest_attributed_share", requests.wrongedShare());
    g.writeArrayPropertyStart("campaigns");
    for (RequestScore one : requests.campaigns()) {
      g.writeStartObject();
      g.writeStringProperty("campaign_id", one.campaign());
      request(one);
      g.writeEndObject();
    }
    g.writeEndArray();
    g.writeEndObject();
  }

  private void request(RequestScore one) {
    g.writeNumberProperty("harvest", one.hit() + one.missed());
    g.writeNumberProperty("harvest_attributed", one.hit());
    g.writeNumberProperty("cover_attributed", one.wrong());
    g.writeNumberProperty("precision", one.precision());
    g.writeNumberProperty("recall", one.recall());
  }

  private void accounts(Tally all) {
    g.writeObjectPropertyStart("accounts");
    g.writeNumberProperty("hostile", all.hit() + all.missed());
    g.writeNumberProperty("hostile_named", all.hit());
    g.writeNumberProperty("honest_accused", all.wronged());
    g.writeNumberProperty("honest_withdrawn", all.withdrawn());
    g.writeNumberProperty("precision", all.precision());
    g.writeNumberProperty("recall", all.recall());
    g.writeEndObject();
  }

  private void groups(Groups groups) {
    g.writeObjectPropertyStart("groups");
    g.writeNumberProperty("accused", groups.right() + groups.wrong());
    g.writeNumberProperty("right", groups.right());
    g.writeNumberProperty("campaigns", groups.found() + groups.missed());
    g.writeNumberProperty("campaigns_found", groups.found());
    g.writeNumberProperty("precision", groups.precision());
    g.writeNumberProperty("recall", groups.recall());
    g.writeEndObject();
  }

  private void area(Score.PrAuc one) {
    g.writeStartObject();
    g.writeNumberProperty("base_rate", one.baseRate());
    g.writeNumberProperty("area", one.area());
    g.writeEndObject();
  }

  private void spread(String name, Spread spread) {
    g.writeObjectPropertyStart(name);
    number("median", spread.median());
    number("p90", spread.p90());
    g.writeEndObject();
  }

  private void campaign(CampaignScore c) {
    g.writeStartObject();
    g.writeStringProperty("campaign_id", c.id());
    g.writeStringProperty("type", c.type());
    g.writeStringProperty("difficulty", c.difficulty());
    g.writeNumberProperty("accounts", c.accounts());
    g.writeNumberProperty("named", c.accused());
    g.writeBooleanProperty("found", c.found());
    number("taken_before_detection", c.taken());
    number("hours_to_detection", c.hours());
    number("share_harvest_error", c.shareError());
    g.writeEndObject();
  }

  private void community(InnocentScore i) {
    g.writeStartObject();
    g.writeStringProperty("community", i.community());
    g.writeNumberProperty("accounts", i.accounts());
    g.writeNumberProperty("accused", i.accused());
    g.writeNumberProperty("accused_per_100000", i.per100k());
    g.writeEndObject();
  }

  /// What each group found mostly was, and how often each verdict was given to such groups.
  private void verdicts(Score score) {
    g.writeObjectPropertyStart("verdicts");
    new TreeMap<>(score.verdicts())
        .forEach(
            (group, counts) -> {
              g.writeObjectPropertyStart(group);
              new TreeMap<>(counts).forEach(g::writeNumberProperty);
              g.writeEndObject();
            });
    g.writeEndObject();
  }

  private void number(String name, OptionalDouble value) {
    if (value.isPresent()) {
      g.writeNumberProperty(name, value.getAsDouble());
    } else {
      g.writeNullProperty(name);
    }
  }
}
