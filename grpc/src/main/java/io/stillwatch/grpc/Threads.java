// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.health.v1.HealthGrpc;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// On which thread a call is answered. A question to a desk in memory is answered on the
/// connection's own thread: a change of threads costs more than the answer (docs/envoy.md). All
/// else, and a desk that may wait, has threads of its own, so that it holds up no other call.
final class Threads implements ServerCallExecutorSupplier {
  private static final Set<String> QUESTIONS =
      Set.of(
          AuthorizationGrpc.SERVICE_NAME,
          RateLimitServiceGrpc.SERVICE_NAME,
          HealthGrpc.SERVICE_NAME);

  private final Executor others;
  private final boolean deskWaits;

  Threads(Executor others, boolean deskWaits) {
    this.others = others;
    this.deskWaits = deskWaits;
  }

  @Override
  public <I, O> @Nullable Executor getExecutor(ServerCall<I, O> call, Metadata headers) {
    String service = call.getMethodDescriptor().getServiceName();
    boolean quick = !deskWaits && service != null && QUESTIONS.contains(service);
    return quick ? null : others;
  }
}
