// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_ERROR;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.stillwatch.ingest.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// OTLP's protobuf spans in the form that the rules for logs are written for.
final class OtlpSpans {
  private OtlpSpans() {}

  static List<Span> of(ExportTraceServiceRequest request) {
    List<Span> spans = new ArrayList<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      Map<String, String> attributes = new TreeMap<>();
      for (KeyValue pair : resource.getResource().getAttributesList()) {
        attributes.put(pair.getKey(), AnyValues.text(pair.getValue()));
      }
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> spans.add(span(span).ofResource(attributes)));
      }
    }
    return spans;
  }

  private static Span span(io.opentelemetry.proto.trace.v1.Span from) {
    Span span =
        new Span()
            .ids(hex(from.getTraceId()), hex(from.getSpanId()))
            .times(from.getStartTimeUnixNano(), from.getEndTimeUnixNano());
    if (from.getStatus().getCode() == STATUS_CODE_ERROR) {
      span.fail();
    }
    for (KeyValue pair : from.getAttributesList()) {
      span.attribute(pair.getKey(), AnyValues.text(pair.getValue()));
    }
    for (var event : from.getEventsList()) {
      for (KeyValue pair : event.getAttributesList()) {
        span.ofEvent(pair.getKey(), AnyValues.text(pair.getValue()));
      }
    }
    return span;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
