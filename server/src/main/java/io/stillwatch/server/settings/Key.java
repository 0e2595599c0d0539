// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import java.util.Locale;
import java.util.Optional;

/// A setting. In `stillwatch.toml` it is a key of a table, in the environment `STILLWATCH_` and its
/// name in capitals with `_` for the rest.
public enum Key {
  LISTEN("server.listen", "127.0.0.1:8700", "address and port of the HTTP interface"),
  DATA("server.data", "stillwatch-data", "folder of everything that is kept"),
  DATABASE("server.database", "", "JDBC address of a PostgreSQL; empty: a file in the data folder"),
  DATABASE_USER("server.database-user", "", "user of the PostgreSQL"),
  DATABASE_PASSWORD_FILE(
      "server.database-password-file", "", "file with the password of that user"),
  TLS_CERTIFICATE("server.tls-certificate", "", "PEM file of the certificate chain; empty: no TLS"),
  TLS_KEY("server.tls-key", "", "PEM file of its private key"),
  PATIENCE_WITH_CALLERS(
      "server.patience", "30s", "how long a caller may keep the server waiting in a request"),
  PLAIN("server.plain-text", "loopback", "where TLS is not needed: loopback, or anywhere"),
  GATEWAY_LISTEN("gateway.listen", "127.0.0.1:8701", "address and port for gateways; empty: none"),
  GATEWAY_UPSTREAM("gateway.upstream", "", "model API to stand in front of; empty: no proxy"),
  GATEWAY_FAIL("gateway.fail", "open", "what happens when no answer can be had: open or closed"),
  GATEWAY_ACCOUNT_HEADER("gateway.account-header", "", "header that names the account, if trusted"),
  GATEWAY_TRUSTED("gateway.trusted-proxies", "127.0.0.1,::1", "who may set that header"),
  GATEWAY_MAPPING(
      "gateway.mapping", "", "file of lines: key-... account; empty: a key is an account"),
  BUDGETS(
      "gateway.budgets", "memory", "memory: of this process; shared: in the database, by replicas"),
  GRPC_LISTEN("grpc.listen", "127.0.0.1:8702", "address and port for Envoy and OTLP; empty: none"),
  GRPC_CLIENTS("grpc.client-certificates", "", "PEM file of roots that callers must be signed by"),
  SEED_KEY(
      "detect.seed-key", "", "file with random bytes for hashes; empty: one in the data folder"),
  REGISTRY("detect.registry", "", "file of public texts, from stillwatch registry build"),
  IP_INTEL("detect.ip-intel", "", "CSV of networks and what they are, as scan --ip-intel takes it"),
  IP_REPUTATION("detect.ip-reputation", "", "CSV of addresses and their tags"),
  ENGINE(
      "detect.engine", "embedded", "where detection runs: embedded in this process, or on flink"),
  PRICES("detect.prices", "", "CSV of list prices by model; empty: the list that comes with it"),
  FDR("detect.fdr", "0.01", "share of named campaigns that may be false"),
  THREADS("detect.threads", "2", "worker threads of detection, and of reading"),
  JUDGE_EVERY(
      "detect.judge-every", "10m", "how often groups that have grown are judged: 1m to 30m, or 1h"),
  TIME("detect.time", "wall", "wall: exchanges happen now; log: time is that of the exchanges"),
  PATIENCE("detect.patience", "2m", "how long an exchange is waited for"),
  IDLE("detect.idle", "10s", "when nothing has come for so long, time goes on without"),
  SAVE_EVERY("detect.save-every", "5m", "how often the state of detection is kept"),
  POLICY("respond.policy", "", "policy file; empty: the standard policy"),
  INTERVENTIONS(
      "interventions.allow", "false", "whether a coin may put off half of a group: false, or true"),
  INTERVENTION_SLOT("interventions.slot", "10m", "how long each of the two slots of a pair lasts"),
  INTERVENTION_ROUND("interventions.round", "10h", "how often there is a pair of slots"),
  INTERVENTION_PAIRS("interventions.pairs", "20", "pairs of slots of a plan"),
  INTERVENTION_CAP("interventions.cap", "0.02", "share of requests that may be put off, to 0.02"),
  INTERVENTION_RETRY("interventions.retry-after", "1m", "when one put off is told to try again"),
  SIGNUP_TIER(
      "identity.tier", "propose", "a starting tier is proposed, or applied: propose or apply"),
  DISPOSABLE("identity.disposable-mail", "", "file of domains of throw-away mail"),
  FREE_MAIL("identity.free-mail", "", "file of domains where anybody gets an address"),
  HOSTING("identity.hosting-ranges", "", "file of ranges where servers are rented out"),
  PROXIES("identity.proxy-ranges", "", "file of ranges of proxies, VPNs and relays"),
  NETWORK_CLASSES("identity.network-classes", "", "file of lines such as AS64496 hosting"),
  NETWORK_DATABASE("identity.network-database", "", "MaxMind-format database of networks"),
  HUB(
      "share.hub",
      "",
      "file of peers and collections, as stillwatch hub takes it; empty: no TAXII"),
  TELL("share.tell", "ask", "what peers are told: ask a person first, or named: what is named"),
  ANSWER(
      "share.answer",
      "ask",
      "whether peers are told what was measured of theirs: ask a person first, or measured: at once"),
  MEASURE_AFTER(
      "share.measure-after",
      "4h",
      "first window that a peer's suspicion is measured over; 1h to 7d"),
  TAIL("in.tail", "", "log files to follow, with commas between"),
  TAIL_FORMAT("in.tail-format", "", "their format; empty: told from their first line"),
  BROKERS("kafka.brokers", "", "addresses of Kafka's brokers, with commas between; empty: none"),
  BROKER_PROPERTIES(
      "kafka.client-properties", "", "file of further properties of Kafka's clients, with secrets"),
  GROUP(
      "kafka.group",
      "stillwatch-serve",
      "servers that share what topics hold: those on one database"),
  EXCHANGE_TOPICS("kafka.exchanges", "", "topics to take exchanges from, with commas between"),
  EXCHANGE_FORMAT(
      "kafka.exchanges-format", "stillwatch", "their format: stillwatch, litellm or otel"),
  OBSERVATIONS("kafka.observations", "stillwatch-observations", "topic that a job on Flink reads"),
  FINDINGS("kafka.findings", "stillwatch-findings", "topic of one partition that it writes"),
  KEEP_EXCHANGES("keep.exchanges", "30d", "how long what was made of exchanges is kept"),
  TEXT_KEEP("text.keep", "false", "whether words of exchanges are kept, sealed: false, or true"),
  TEXT_KEY("text.key-file", "", "file with 32 bytes, or 64 hex digits, that they are sealed with"),
  TEXT_FOR("text.keep-for", "7d", "how long they are kept, 1d to 30d"),
  OIDC_ISSUER(
      "people.oidc-issuer", "", "OpenID Connect issuer whose tokens are taken; empty: none"),
  OIDC_AUDIENCE("people.oidc-audience", "stillwatch", "audience those tokens must have"),
  OIDC_ROLE_CLAIM("people.oidc-role-claim", "stillwatch_role", "claim that holds the role"),
  OIDC_CLIENT(
      "people.oidc-client", "", "our client id there, for people to log in; empty: no login page"),
  OIDC_SECRET_FILE("people.oidc-secret-file", "", "file with its secret; empty: a public client"),
  OIDC_SCOPE("people.oidc-scope", "openid", "what is asked for; has to bring that claim"),
  PEOPLE_URL("people.url", "", "this server as browsers see it; empty: http(s)://server.listen");

  private final String path;
  private final String standard;
  private final String meaning;

  Key(String path, String standard, String meaning) {
    this.path = path;
    this.standard = standard;
    this.meaning = meaning;
  }

  /// Table and key, such as `server.listen`.
  public String path() {
    return path;
  }

  /// Its value when nobody sets it.
  public String standard() {
    return standard;
  }

  /// What it is, in one line.
  public String meaning() {
    return meaning;
  }

  /// Its name in the environment.
  public String variable() {
    return "STILLWATCH_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Key> of(String path) {
    for (Key key : values()) {
      if (key.path.equals(path)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
