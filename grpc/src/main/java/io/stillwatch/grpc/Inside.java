// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Drop;
import java.time.InstantSource;

/// What every service behind the door needs.
///
/// @param clock when things that carry no time of their own happened
record Inside(GrpcConfig config, Desk desk, Drop drop, InstantSource clock, Counts counts) {
  ModelCalls calls() {
    return new ModelCalls(config.limits().bodyBytes());
  }

  Dialect dialect(String path) {
    return config.dialect().orElseGet(() -> Dialect.of(path));
  }
}
