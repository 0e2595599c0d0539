// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.server.settings.Settings;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.TokenRoutes;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.SigningKeys;
import io.stillwatch.share.fixtures.Parties;
import io.stillwatch.share.fixtures.Party;
import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.Hub;
import io.stillwatch.share.taxii.HubConfig;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two servers as members of one coalition, with its record and its token service: all over TLS,
/// each known by its certificate.
final class Alliance implements AutoCloseable {
  static final String AURORA = "aurora";
  static final String BOREALIS = "borealis";

  private final Path folder;
  private final Map<String, String> more;
  private final Parties parties;
  private final Map<String, String> ids = new TreeMap<>();
  private final Map<String, Server> servers = new TreeMap<>();
  private final Hub hub;
  private final Keep counts;
  private final Door tokens;
  final HttpClient client;

  Alliance(Path folder) throws Exception {
    this(folder, Map.of());
  }

  /// @param more settings of both
  Alliance(Path folder, Map<String, String> more) throws Exception {
    this.folder = folder;
    this.more = more;
    var names = Set.of(AURORA, BOREALIS, "hub", "tokens", "stranger");
    names.forEach(name -> ids.put(name, "identity--" + UUID.randomUUID()));
    parties = new Parties(folder, names);
    client =
        HttpClient.newBuilder()
            .sslContext(parties.tls())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    InstantSource clock = InstantSource.system();
    Party own = party("hub");
    var both = Set.of(AURORA, BOREALIS);
    hub =
        Hub.start(
            HubConfig.local(folder.resolve("record"))
                .over(new HubConfig.Pem(own.chain(), own.key())),
            Coalition.of("an alliance")
                .with(Peer.byCertificate(AURORA, party(AURORA).certificate()))
                .with(Peer.byCertificate(BOREALIS, party(BOREALIS).certificate()))
                .with(TaxiiCollection.of("leads", both, both)),
            clock);
    counts = Keep.in(folder.resolve("counts"));
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("token-keys"), clock),
            new Quotas(counts, Map.of(AURORA, 10_000L, BOREALIS, 10_000L), clock));
    var pins = new HashMap<String, String>();
    both.forEach(name -> pins.put(Callers.digest(party(name).certificate()), name));
    tokens =
        Door.open(
            InetSocketAddress.createUnresolved("127.0.0.1", 0),
            Optional.of(new Door.Security(parties.tls("tokens"), true)),
            routing ->
                routing.register(
                    TokenRoutes.PATH, new TokenRoutes(service, Callers.certificates(pins, clock))));
    start(AURORA, BOREALIS);
    start(BOREALIS, AURORA);
    reload(AURORA, BOREALIS);
    reload(BOREALIS, AURORA);
  }

  private Party party(String name) {
    return parties.party(name);
  }

  Server server(String name) {
    return Objects.requireNonNull(servers.get(name));
  }

  Path data(String name) {
    return folder.resolve("data-" + name);
  }

  /// Starts one, or starts it again.
  void start(String name, String other) throws IOException {
    var all = new HashMap<>(more);
    all.put("server.listen", "127.0.0.1:0");
    all.put("server.data", data(name).toString());
    all.put("server.tls-certificate", party(name).chain().toString());
    all.put("server.tls-key", party(name).key().toString());
    all.put("gateway.listen", "");
    all.put("grpc.listen", "");
    all.put("share.coalition", file(name, other, "").toString());
    servers.put(
        name, Server.start(Settings.of(Optional.empty(), Map.of(), all), InstantSource.system()));
  }

  /// Tells one where the other is.
  void reload(String name, String other) throws Exception {
    file(name, other, "push = \"" + base(other) + "/ssf/receiver/push\"");
    JsonNode said = call(name, "POST", "/v1/share/reload", "");
    if (said.path("peers").isEmpty()) {
      throw new AssertionError("no peers: " + said);
    }
  }

  private Path file(String name, String other, String more) throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve(other + ".jwks"),
            SigningKeys.open(data(other).resolve("coalition/keys")).published());
    String text =
        """
        [self]
        name = "%1$s"
        url = "https://%1$s.example"
        identity = "%2$s"
        appeal = "mailto:appeals@%1$s.example"
        certificate = "%3$s"
        key = "%4$s"
        authorities = "%5$s"
        [tokens.alliance]
        url = "%6$s"
        [record]
        collection = "%7$s"
        every = "1h"
        [peer.%8$s]
        identity = "%9$s"
        keys = "%10$s"
        url = "https://%8$s.example"
        certificates = ["%11$s"]
        enrolled = "%13$s"
        %12$s
        """
            .formatted(
                name,
                ids.get(name),
                party(name).chain(),
                party(name).key(),
                parties.roots(),
                tokens.base(),
                hub.collection("leads"),
                other,
                ids.get(other),
                keys,
                party(other).chain(),
                more,
                LocalDate.now(ZoneOffset.UTC).minusDays(1)); // who is new hears everything
    return Files.writeString(folder.resolve(name + ".toml"), text);
  }

  String base(String name) {
    return "https://127.0.0.1:" + server(name).address().getPort();
  }

  /// Calls one as its admin.
  JsonNode call(String name, String method, String path, String body) throws Exception {
    String admin = Files.readString(data(name).resolve("first-admin.token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base(name) + path))
            .header("Authorization", "Bearer " + admin)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return new JsonMapper()
        .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /// A client that shows the certificate of one of the parties.
  HttpClient showing(String name) throws IOException {
    return HttpClient.newBuilder()
        .sslContext(parties.tls(name))
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  @Override
  public void close() throws IOException {
    client.close();
    for (Server server : servers.values()) {
      server.close();
    }
    tokens.close();
    counts.close();
    hub.close();
  }
}
