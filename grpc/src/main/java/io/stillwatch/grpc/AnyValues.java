// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// OTLP's `AnyValue` as text: lists and maps as compact JSON. Protobuf bounds how deep it nests.
final class AnyValues {
  private static final JsonFactory JSON = new JsonFactory();

  private AnyValues() {}

  static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE, KVLIST_VALUE -> json(value);
      default -> "";
    };
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p53;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String json(AnyValue value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, json);
    }
    return out.toString();
  }

  private static void write(AnyValue value, JsonGenerator json) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.writeString(value.getStringValue());
      case ARRAY_VALUE -> {
        json.writeStartArray();
        value.getArrayValue().getValuesList().forEach(one -> write(one, json));
        json.writeEndArray();
      }
      case KVLIST_VALUE -> {
        json.writeStartObject();
        for (KeyValue pair : value.getKvlistValue().getValuesList()) {
          json.writeName(pair.getKey());
          write(pair.getValue(), json);
        }
        json.writeEndObject();
      }
      default -> {
        String text = text(value);
        json.writeRawValue(text.isEmpty() ? "null" : text);
      }
    }
  }
}
