// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.model.desk.Permit;
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
    return config.dialect().orElseGet(() -> Dialect.of(path));
  }
}
