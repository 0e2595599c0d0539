// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

/// What the doors count. Words are stable: people graph and alert on them.
enum Count {
  CHECKS("checks"),
  REFUSED("refused"),
  STRANGERS("strangers"),
  LIMIT_CHECKS("limit-checks"),
  OVER_LIMIT("over-limit"),
  LOG_ENTRIES("log-entries"),
  LOG_ENTRIES_PARTIAL("log-entries-partial"),
  LOG_ENTRIES_OTHER("log-entries-other"),
  LOG_ENTRIES_NO_ACCOUNT("log-entries-no-account"),
  LOG_ENTRIES_BROKEN("log-entries-broken"),
  STREAMS("streams"),
  STREAMS_OTHER("streams-other"),
  STREAMS_CUT("streams-cut"),
  BODIES_CUT("bodies-cut"),
  SPANS("spans"),
  SPANS_OTHER("spans-other"),
  SPANS_REJECTED("spans-rejected"),
  SETTLED("settled"),
  UNSETTLED("unsettled"),
  HANDED("handed"),
  NEW("new"),
  TURNED_AWAY("turned-away"),
  DROPPED("dropped");

  private final String word;

  Count(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
