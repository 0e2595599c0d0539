// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Refusal;
import io.stillwatch.model.desk.Used;
import java.time.InstantSource;

/// What every service behind the door needs.
///
/// @param clock when things that carry no time of their own happened
record Inside(GrpcConfig config, Desk desk, Drop drop, InstantSource clock, Counts counts) {
  ModelCalls calls() {
    return new ModelCalls(config.limits().bodyBytes());
  }

  /// Settles a permit. What goes wrong must not break what it was settled by: the permit then
  /// counts as spent.
  void settle(Permit permit, Used used) {
    try {
      desk.settle(permit, used);
      counts.add(Count.SETTLED);
    } catch (RuntimeException e) {
      counts.add(Count.UNSETTLED);
    }
  }

  Dialect dialect(String path) {
    boolean anthropic = path.startsWith("/v1/messages") || path.contains("/anthropic/");
    return config.dialect().orElse(anthropic ? Dialect.ANTHROPIC : Dialect.OPENAI);
  }

  /// For a request without an account.
  static Refusal stranger(Dialect dialect) {
    return dialect.reply(401, Dialect.Kind.UNKNOWN, "no account is named");
  }
}
