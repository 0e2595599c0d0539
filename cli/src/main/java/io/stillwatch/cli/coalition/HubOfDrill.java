// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.model.Opened;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.TokenRoutes;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.Hub;
import io.stillwatch.share.taxii.HubConfig;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The neutral party of a drill: the record of the coalition, and the token service.
final class HubOfDrill implements AutoCloseable {
  private static final String COLLECTION = "leads";
  private static final long SIGNUPS = 100_000;

  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Opened parts = new Opened("the hub");
  private final Hub hub;
  private final Door door;

  HubOfDrill(List<String> members, Path folder, InstantSource clock) throws IOException {
    Coalition coalition = Coalition.of("a coalition of a drill");
    Map<String, String> callers = new HashMap<>();
    Map<String, Long> signups = new HashMap<>();
    for (String member : members) {
      coalition = coalition.with(Peer.bySecret(member, secret(member)));
      callers.put(Callers.digest(secret(member)), member);
      signups.put(member, SIGNUPS);
    }
    coalition =
        coalition.with(TaxiiCollection.of(COLLECTION, Set.copyOf(members), Set.copyOf(members)));
    hub = parts.add(Hub.start(HubConfig.local(folder.resolve("record")), coalition, clock));
    Keep counts = parts.add(Keep.in(folder.resolve("tokens")));
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("token-keys"), clock),
            new Quotas(counts, signups, clock));
    var routes = new TokenRoutes(service, Callers.bearers(callers));
    door =
        parts.add(
            Door.open(
                InetSocketAddress.createUnresolved("127.0.0.1", 0),
                Optional.empty(),
                routing -> routing.register(TokenRoutes.PATH, routes)));
  }

  /// What a member shows; drawn anew in every drill.
  String secret(String whose) {
    return secrets.computeIfAbsent(whose, name -> Peer.freshSecret());
  }

  /// The collection that everybody reads and adds to.
  URI leads() {
    return hub.collection(COLLECTION);
  }

  /// The token service.
  URI tokens() {
    return door.base();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
