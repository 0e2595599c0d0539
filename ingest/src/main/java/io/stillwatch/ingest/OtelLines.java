// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonToken;

/// OpenTelemetry spans: an OTLP/JSON export with any number of spans, or one flat span on a line.
/// Each span stands or falls by itself; spans that are no call of a model are skipped.
final class OtelLines implements LineReader {
  private final List<String> accountAttributes;

  OtelLines(List<String> accountAttributes) {
    this.accountAttributes = accountAttributes;
  }

  @Override
  public void read(Json line) {
    if (line.token() != JsonToken.START_OBJECT) {
      line.skip();
      throw new Refusal(Rule.NOT_AN_OBJECT, "the line is JSON but no object");
    }
    Export export = new Export();
    Span flat = new Span();
    line.fields("line", name -> export.take(flat, name, line));
    if (!export.isExport) {
      export.spans.add(flat);
    }
    if (export.tooMany) {
      line.outcome().refuse(LiteLlmLines.tooMany());
    }
    export.spans.forEach(span -> give(span, line));
  }

  void give(Span span, Json line) {
    try {
      SpanExchange exchange = new SpanExchange(span, line, accountAttributes);
      if (exchange.isModelCall()) {
        line.outcome().entry(exchange.exchange());
      } else {
        line.outcome().skip("a span that is no call of a model");
      }
    } catch (Refusal refusal) {
      line.outcome().refuse(refusal);
    }
  }

  /// Walks resourceSpans, scopeSpans, spans. A resource may stand after its spans, so it is handed
  /// to them at the end.
  private static final class Export {
    final List<Span> spans = new ArrayList<>();
    boolean isExport;
    boolean tooMany;

    void take(Span flat, String name, Json json) {
      switch (name) {
        case "resourceSpans", "resource_spans" -> {
          isExport = true;
          json.elements(name, () -> resource(json));
        }
        default -> SpanReader.take(flat, name, json);
      }
    }

    private void resource(Json json) {
      int before = spans.size();
      List<Map<String, String>> attributes = new ArrayList<>(List.of(Map.of()));
      json.fields(
          "resourceSpans",
          name -> {
            switch (name) {
              case "resource" -> json.fields(name, key -> resourceField(attributes, key, json));
              case "scopeSpans", "scope_spans", "instrumentationLibrarySpans" ->
                  json.elements(name, () -> json.fields(name, key -> scopeField(key, json)));
              default -> json.skip();
            }
          });
      spans.subList(before, spans.size()).forEach(span -> span.ofResource = attributes.get(0));
    }

    private static void resourceField(
        List<Map<String, String>> attributes, String name, Json json) {
      if (name.equals("attributes")) {
        attributes.set(0, SpanReader.attributes(json));
      } else {
        json.skip();
      }
    }

    private void scopeField(String name, Json json) {
      if (name.equals("spans")) {
        json.elements(name, () -> span(json));
      } else {
        json.skip();
      }
    }

    private void span(Json json) {
      if (spans.size() < LiteLlmLines.MOST) {
        spans.add(SpanReader.span(json));
      } else {
        tooMany = true;
        json.skip();
      }
    }
  }
}
