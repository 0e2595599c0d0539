// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

/// Who honest accounts belong to; [#CAMPAIGN] is the one community that is not honest.
public enum Community {
  CONSUMER("consumer"),
  HOBBY_DEVELOPER("hobby-developer"),
  FRAMEWORK_USER("framework-user"),
  ENTERPRISE_FLEET("enterprise-fleet"),
  BATCH_SHOP("batch-shop"),
  DECLARED_RESELLER("declared-reseller"),
  UNDECLARED_RESELLER("undeclared-reseller"),
  BENCHMARK_RUNNER("benchmark-runner"),
  CLASSROOM("classroom"),
  RAG_BACKFILL("rag-backfill"),
  CI_LOAD("ci-load"),
  RED_TEAM("red-team"),
  AUDIT("audit"),
  KEY_THEFT_VICTIM("key-theft-victim"),
  VIRAL_SHARER("viral-sharer"),
  TWO_ACCOUNTS("two-accounts"),
  RATE_CAPPED("rate-capped"),
  ESSAY_COURSE("essay-course"),
  NIGHTLY_AGENT("nightly-agent"),
  PLAN_CAPPED("plan-capped"),
  UNDECLARED_STAFF("undeclared-staff"),
  HACKATHON("hackathon"),
  PIECE_WORKER("piece-worker"),
  TIMER_APP("timer-app"),
  EVENT_APP("event-app"),
  CAMPAIGN("campaign");

  private final String word;

  Community(String word) {
    this.word = word;
  }

  /// The word in the labels.
  public String word() {
    return word;
  }
}
