// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a provider's clients expect to be told of errors and limits: the bodies and headers that the
/// official SDKs of OpenAI and Anthropic understand. Every door answers by it.
///
/// Both SDKs obey `x-should-retry` first, then retry 408, 409, 429 and 5xx after `retry-after-ms`
/// or `retry-after`. So whoever must not come back at once is told so.
public enum Dialect {
  OPENAI {
    @Override
    String error(Kind kind, String message) {
      return "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
          .formatted(quoted(message), kind.openAiType, kind.openAiCode);
    }

    @Override
    Refusal limits(Refusal reply, String meter, Duration reset, Instant now) {
      String kind = meter.contains("token") ? "tokens" : "requests";
      return reply
          .with("x-ratelimit-remaining-" + kind, "0")
          .with("x-ratelimit-reset-" + kind, seconds(reset) + "s");
    }
  },
  ANTHROPIC {
    @Override
    String error(Kind kind, String message) {
      return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s}}"
          .formatted(kind.anthropicType, quoted(message));
    }

    @Override
    Refusal limits(Refusal reply, String meter, Duration reset, Instant now) {
      String prefix = "anthropic-ratelimit-" + limit(meter);
      Instant until = Instant.ofEpochSecond(now.plus(reset).getEpochSecond() + 1);
      return reply.with(prefix + "-remaining", "0").with(prefix + "-reset", until.toString());
    }

    private String limit(String meter) {
      if (!meter.contains("token")) {
        return "requests";
      }
      return meter.contains("input")
          ? "input-tokens"
          : meter.contains("output") ? "output-tokens" : "tokens";
    }
  };

  /// What a refusal is called.
  public enum Kind {
    BAD("invalid_request_error", "invalid_request", "invalid_request_error"),
    UNKNOWN("invalid_request_error", "invalid_api_key", "authentication_error"),
    THROTTLED("rate_limit_error", "rate_limit_exceeded", "rate_limit_error"),
    FORBIDDEN("permission_error", "access_denied", "permission_error"),
    LACKING("permission_error", "feature_not_available", "permission_error"),
    DOWN("server_error", "service_unavailable", "api_error");

    private final String openAiType;
    private final String openAiCode;
    private final String anthropicType;

    Kind(String openAiType, String openAiCode, String anthropicType) {
      this.openAiType = openAiType;
      this.openAiCode = openAiCode;
      this.anthropicType = anthropicType;
    }
  }

  /// The header that holds the id which a caller may quote.
  public static final String DECISION = "x-stillwatch-decision";

  private static final Duration SOONEST = Duration.ofMillis(50);
  private static final Duration LATEST = Duration.ofDays(1);

  abstract String error(Kind kind, String message);

  abstract Refusal limits(Refusal reply, String meter, Duration reset, Instant now);

  /// An error of our own.
  public Refusal reply(int status, Kind kind, String message) {
    return new Refusal(status, Collections.emptySortedMap(), message, error(kind, message));
  }

  /// The desk failed, or there is no room.
  public Refusal unavailable(String message) {
    return reply(503, Kind.DOWN, message).with("retry-after", "1");
  }

  /// @param now when that is
  public Refusal later(Answer.Later later, Instant now) {
    Duration wait = clamped(later.retryAfter());
    Refusal reply =
        reply(429, Kind.THROTTLED, words(later))
            .with(DECISION, later.id())
            .with("retry-after", String.valueOf(seconds(wait)))
            .with("retry-after-ms", String.valueOf(wait.toMillis()));
    Refusal limited = limits(reply, later.what(), wait, now);
    return later.slowed() ? lasting(limited) : limited;
  }

  public Refusal lacks(Answer.Lacks lacks) {
    return lasting(reply(403, Kind.LACKING, words(lacks)).with(DECISION, lacks.id()));
  }

  public Refusal no(Answer.No no) {
    return lasting(reply(403, Kind.FORBIDDEN, words(no)).with(DECISION, no.id()));
  }

  /// For people, in one line.
  public static String words(Answer.Later later) {
    return "limit reached: "
        + later.what()
        + "; try again in "
        + seconds(clamped(later.retryAfter()))
        + " s"
        + reference(later.id());
  }

  /// For people, in one line.
  public static String words(Answer.Lacks lacks) {
    return "this account's tier does not include "
        + lacks.feature().word()
        + "; leave it out of the request"
        + reference(lacks.id());
  }

  /// For people, in one line.
  public static String words(Answer.No no) {
    return (no.forGood() ? "requests of this account are refused" : "this account is suspended")
        + "; to appeal, quote the reference"
        + reference(no.id());
  }

  private static String reference(String id) {
    return " (reference " + id + ")";
  }

  private static Refusal lasting(Refusal reply) {
    return reply.with("x-should-retry", "false");
  }

  /// SDKs take hints between 50 ms and a day; others they ignore, and come back at once.
  public static Duration clamped(Duration wait) {
    if (wait.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return wait.compareTo(LATEST) > 0 ? LATEST : wait;
  }

  /// Whole seconds, rounded up.
  public static long seconds(Duration wait) {
    return (wait.toMillis() + 999) / 1000;
  }

  /// Puts a text into quotes, as JSON wants it.
  private static String quoted(String text) {
    return text.chars().mapToObj(Dialect::inQuotes).collect(Collectors.joining("", "\"", "\""));
  }

  private static String inQuotes(int c) {
    boolean plain = c >= ' ' && c != '"' && c != '\\';
    return plain ? Character.toString(c) : "\\u%04x".formatted(c);
  }

  /// By the provider's name; OpenAI's for all that is not Anthropic.
  public static Dialect of(String word) {
    return word.toLowerCase(Locale.ROOT).equals("anthropic") ? ANTHROPIC : OPENAI;
  }
}
