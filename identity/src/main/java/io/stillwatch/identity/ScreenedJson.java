// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes what screening proposes as one JSON object: docs/identity.md lists its fields.
public final class ScreenedJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ScreenedJson() {}

  public static String write(Screened screened) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("account_id", screened.account());
      out.writeStringProperty("at", Instant.ofEpochMilli(screened.at()).toString());
      out.writeStringProperty("proposed_tier", screened.tier());
      out.writeStringProperty("earned_tier", screened.earned());
      out.writeBooleanProperty("held", StartingTier.held(screened.reasons()));
      reasons(out, screened.reasons());
      links(out, screened.links());
      out.writeArrayPropertyStart("marks");
      screened.marks().forEach(mark -> out.writeString(mark.toString()));
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void reasons(JsonGenerator out, List<Reason> reasons) {
    out.writeArrayPropertyStart("reasons");
    for (Reason reason : reasons) {
      out.writeStartObject();
      out.writeStringProperty("signal", reason.signal().word());
      out.writeStringProperty("weight", reason.signal().weight().word());
      out.writeStringProperty("says", reason.says());
      out.writeStringProperty("changed_by", reason.signal().changes());
      reason.excess().ifPresent(excess -> excess(out, excess));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void excess(JsonGenerator out, Excess excess) {
    out.writeObjectPropertyStart("counted");
    out.writeNumberProperty("others", excess.others());
    out.writeNumberProperty("among", excess.among());
    out.writeNumberProperty("window_days", excess.trait().windowDays());
    out.writeNumberProperty("others_before", excess.othersBefore());
    out.writeNumberProperty("among_before", excess.amongBefore());
    out.writeNumberProperty("reference_days", excess.trait().referenceDays());
    out.writeNumberProperty("p", excess.p());
    out.writeStringProperty("null", Excess.NULL);
    out.writeEndObject();
  }

  private static void links(JsonGenerator out, List<Link> links) {
    out.writeArrayPropertyStart("links");
    for (Link link : links) {
      out.writeStartObject();
      out.writeStringProperty("account_id", link.account());
      out.writeStringProperty("shares", link.shared().word());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
