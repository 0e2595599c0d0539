// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.gateway.GatewayConfig.Access;
import io.stillwatch.gateway.GatewayStats.Count;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The paths that the gateway answers itself, and who may use them.
final class Doors {
  private final Map<String, Door> doors;
  private final Access access;
  private final GatewayStats stats;

  Doors(Access access, Asking asking, Accounts accounts, GatewayStats stats, InstantSource clock) {
    this.access = access;
    this.stats = stats;
    var check = new CheckDoor(asking, accounts, clock);
    var crowdSec = new CrowdSecDoor(asking.desk(), clock);
    this.doors =
        Map.of(
            "/v1/check", guarded(check::check),
            "/v1/settle", guarded(check::settle),
            "/auth", new AuthDoor(asking, accounts, clock, this::mayAuth),
            "/beta/litellm_basic_guardrail_api", guarded(new LiteLlmDoor(asking)),
            "/portkey", guarded(new PortkeyDoor(asking, accounts)),
            "/v1/decisions", guarded(crowdSec::list),
            "/v1/decisions/stream", guarded(crowdSec::stream));
  }

  Optional<Door> at(String path) {
    return Optional.ofNullable(doors.get(path));
  }

  private Door guarded(Door door) {
    return (Call call, Consumer<Reply> to) -> {
      if (call.token().filter(access.token()).isPresent()) {
        door.answer(call, to);
      } else {
        stats.add(Count.FORBIDDEN);
        to.accept(Reply.error(401, "this needs a token; send it as authorization: Bearer ..."));
      }
    };
  }

  /// Of a sub-request the usual headers are the customer's, so its token has a header of its own.
  private boolean mayAuth(Call call) {
    boolean here = access.loopbackMayAuth() && call.remote.getAddress().isLoopbackAddress();
    boolean may = here || call.header(Call.TOKEN).filter(access.token()).isPresent();
    if (!may) {
      stats.add(Count.FORBIDDEN);
    }
    return may;
  }
}
