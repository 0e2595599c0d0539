// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import io.stillwatch.respond.Tier;

/// The six things that are counted of an account.
enum Meter {
  REQUESTS_MINUTE,
  REQUESTS_DAY,
  INPUT_MINUTE,
  INPUT_DAY,
  OUTPUT_MINUTE,
  OUTPUT_DAY;

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  /// Milliseconds in which an empty bucket fills.
  long period() {
    return switch (this) {
      case REQUESTS_MINUTE, INPUT_MINUTE, OUTPUT_MINUTE -> MINUTE;
      case REQUESTS_DAY, INPUT_DAY, OUTPUT_DAY -> DAY;
    };
  }

  /// As the customer may be told.
  String words() {
    return switch (this) {
      case REQUESTS_MINUTE -> "requests per minute";
      case REQUESTS_DAY -> "requests per day";
      case INPUT_MINUTE -> "input tokens per minute";
      case INPUT_DAY -> "input tokens per day";
      case OUTPUT_MINUTE -> "output tokens per minute";
      case OUTPUT_DAY -> "output tokens per day";
    };
  }

  /// What a full bucket holds.
  long capacity(Tier tier) {
    return switch (this) {
      case REQUESTS_MINUTE -> tier.requests().minute();
      case REQUESTS_DAY -> tier.requests().day();
      case INPUT_MINUTE -> tier.input().minute();
      case INPUT_DAY -> tier.input().day();
      case OUTPUT_MINUTE -> tier.output().minute();
      case OUTPUT_DAY -> tier.output().day();
    };
  }

  /// How much of it a request takes.
  long of(Need need) {
    return switch (this) {
      case REQUESTS_MINUTE, REQUESTS_DAY -> 1;
      case INPUT_MINUTE, INPUT_DAY -> need.input();
      case OUTPUT_MINUTE, OUTPUT_DAY -> need.output();
    };
  }
}
