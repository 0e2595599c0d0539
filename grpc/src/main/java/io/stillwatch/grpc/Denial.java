// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.model.desk.Answer;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A refusal as HTTP, in the provider's dialect: what the official clients understand. It has the
/// id that a caller may quote, and never the rule that spoke.
///
/// @param status 401, 403 or 429
/// @param headers by name in lower case
/// @param body JSON
record Denial(int status, SortedMap<String, String> headers, String body) {
  static final String DECISION = "x-stillwatch-decision";

  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  Denial {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  static Denial of(Answer.Later later, Dialect dialect) {
    String words = "too many " + later.what() + "; try again later";
    Words said = new Words("rate_limit_error", "rate_limit_exceeded", words, later.id());
    SortedMap<String, String> headers = headers(later.id());
    headers.put("retry-after", Long.toString(seconds(later.retryAfter())));
    if (later.slowed()) {
      headers.put("x-should-retry", "false");
    }
    return new Denial(429, headers, said.in(dialect));
  }

  static Denial of(Answer.Lacks lacks, Dialect dialect) {
    String words = lacks.feature().word() + " is not open to this account";
    Words said = new Words("permission_error", "feature_not_available", words, lacks.id());
    return new Denial(403, forGood(lacks.id()), said.in(dialect));
  }

  static Denial of(Answer.No no, Dialect dialect) {
    String words = no.forGood() ? "this account may not use this API" : "access is suspended";
    Words said = new Words("permission_error", "access_denied", words, no.id());
    return new Denial(403, forGood(no.id()), said.in(dialect));
  }

  /// For a request without an account.
  static Denial ofStranger(Dialect dialect) {
    Words said = new Words("authentication_error", "invalid_api_key", "no account is named", "");
    return new Denial(401, new TreeMap<>(headers("")), said.in(dialect));
  }

  private static SortedMap<String, String> headers(String id) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    if (!id.isEmpty()) {
      headers.put(DECISION, id);
    }
    return headers;
  }

  private static SortedMap<String, String> forGood(String id) {
    SortedMap<String, String> headers = headers(id);
    headers.put("x-should-retry", "false");
    return headers;
  }

  /// Whole seconds, rounded up: 1 to a day.
  static long seconds(Duration wait) {
    Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return Math.max(1, bounded.plusNanos(999_999_999).toSeconds());
  }

  /// What is said, before it is put in a dialect.
  private record Words(String type, String code, String message, String id) {
    String in(Dialect dialect) {
      StringWriter out = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
        json.writeStartObject();
        switch (dialect) {
          case OPENAI -> openAi(json);
          case ANTHROPIC -> anthropic(json);
        }
        json.writeEndObject();
      }
      return out.toString();
    }

    private String text() {
      return id.isEmpty() ? message : message + " (to appeal, quote " + id + ")";
    }

    private void openAi(JsonGenerator json) {
      json.writeName("error").writeStartObject();
      json.writeStringProperty("message", text());
      json.writeStringProperty("type", type);
      json.writeNullProperty("param");
      json.writeStringProperty("code", code);
      json.writeEndObject();
    }

    private void anthropic(JsonGenerator json) {
      json.writeStringProperty("type", "error");
      json.writeName("error").writeStartObject();
      json.writeStringProperty("type", type);
      json.writeStringProperty("message", text());
      json.writeEndObject();
      json.writeStringProperty("request_id", id);
    }
  }
}
