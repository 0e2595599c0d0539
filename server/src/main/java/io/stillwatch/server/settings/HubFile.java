// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.HubConfig;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import io.stillwatch.share.taxii.TaxiiServer;
import io.stillwatch.store.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A `hub.toml`: who shares and what, in `[peer.NAME]` and `[collection.ALIAS]`, and in `[hub]`
/// what it is called, where it listens and what it keeps. A key that is unknown is refused with the
/// nearest known one. Secrets are files, or hashes.
public final class HubFile {
  private static final List<String> TABLES = List.of("hub", "peer", "collection");
  private static final List<String> SAYS =
      List.of("title", "description", "contact", "root", "max-content-length", "page");
  private static final List<String> LISTENS =
      List.of(
          "listen",
          "data",
          "database",
          "database-user",
          "database-password-file",
          "tls-certificate",
          "tls-key",
          "plain-text");
  private static final List<String> PEER =
      List.of("secret-file", "secret-sha256", "certificate", "identity");
  private static final List<String> COLLECTION =
      List.of("id", "title", "description", "read", "write", "see");
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final int BODY_MOST = 100 << 20;
  private static final int PAGE_MOST = 10_000;

  private final HubTable hub;
  private final Coalition coalition;

  private HubFile(HubTable hub, Coalition coalition) {
    this.hub = hub;
    this.coalition = coalition;
  }

  /// Reads one.
  ///
  /// @throws BadSetting when it cannot be used
  /// @throws IOException when it, or a file it names, cannot be read
  public static HubFile read(Path file) throws IOException {
    TomlParseResult toml = HubTable.file(file, TABLES);
    TomlTable empty = Toml.parse("");
    var hub =
        new HubTable(file + ": [hub]", toml.get("hub") instanceof TomlTable table ? table : empty);
    hub.knows(Stream.concat(SAYS.stream(), LISTENS.stream()).toList());
    var all = new HubTable(file.toString(), toml);
    try {
      return new HubFile(hub, coalition(file, hub, all));
    } catch (BadSetting e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadSetting(file + ": " + e.getMessage());
    }
  }

  private static Coalition coalition(Path file, HubTable hub, HubTable all) throws IOException {
    var peers = new ArrayList<Peer>();
    for (HubTable one : all.tables("peer")) {
      peers.add(peer(one.where(), named(file, "peer", one)));
    }
    var collections = new ArrayList<TaxiiCollection>();
    for (HubTable one : all.tables("collection")) {
      collections.add(collection(one.where(), named(file, "collection", one)));
    }
    var about =
        new Coalition.About(
            hub.text("title", "Stillwatch coalition"),
            hub.text("description", ""),
            hub.text("contact", ""));
    return new Coalition(about, hub.text("root", "coalition"), peers, collections);
  }

  private static HubTable named(Path file, String kind, HubTable table) {
    return new HubTable("%s: [%s.%s]".formatted(file, kind, table.where()), table.toml());
  }

  private static Peer peer(String name, HubTable table) throws IOException {
    table.knows(PEER);
    Optional<String> hash = table.some("secret-sha256");
    Optional<Path> file = table.path("secret-file");
    if (hash.isPresent() && file.isPresent()) {
      throw table.bad("give secret-file or secret-sha256, not both");
    }
    if (file.isPresent()) {
      hash = Peer.bySecret(name, Files.readString(file.get()).strip()).secretSha256();
    }
    Optional<Path> pem = table.path("certificate");
    Optional<X509Certificate> certificate =
        pem.isPresent() ? Optional.of(certificate(table, pem.get())) : Optional.empty();
    return new Peer(name, hash, certificate, table.some("identity"));
  }

  static X509Certificate certificate(HubTable table, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (CertificateException e) {
      throw table.bad("certificate is " + file + ", which holds none in PEM");
    }
  }

  private static TaxiiCollection collection(String alias, HubTable table) {
    table.knows(COLLECTION);
    var access =
        new TaxiiCollection.Access(table.list("read"), table.list("write"), table.list("see"));
    return new TaxiiCollection(
        alias,
        table.some("id").map(UUID::fromString),
        table.text("title", alias),
        table.text("description", ""),
        access);
  }

  /// Who shares, and what.
  public Coalition coalition() {
    return coalition;
  }

  /// What bounds requests and answers.
  public TaxiiServer.Limits limits() {
    TaxiiServer.Limits standard = TaxiiServer.Limits.STANDARD;
    return new TaxiiServer.Limits(
        hub.whole("max-content-length", standard.body(), 1 << 10, BODY_MOST),
        hub.whole("page", standard.page(), 1, PAGE_MOST));
  }

  /// Refuses what only a hub that listens by itself may say.
  ///
  /// @throws BadSetting when it does
  public HubFile inside() {
    for (String key : LISTENS) {
      if (hub.some(key).isPresent()) {
        throw hub.bad(key + " is for stillwatch hub; serve listens and keeps as [server] says");
      }
    }
    return this;
  }

  /// Where it listens and what it keeps.
  ///
  /// @throws BadSetting when it would speak plain text to others
  /// @throws IOException when the file with the password of the database cannot be read
  public HubConfig config() throws IOException {
    Optional<HubConfig.Pem> pem =
        hub.path("tls-certificate")
            .flatMap(chain -> hub.path("tls-key").map(key -> new HubConfig.Pem(chain, key)));
    InetSocketAddress listen = listen();
    String plain = hub.text("plain-text", "loopback");
    if (!List.of("loopback", "anywhere").contains(plain)) {
      throw hub.bad("plain-text takes loopback or anywhere");
    }
    if (pem.isEmpty() && plain.equals("loopback") && !listen.getAddress().isLoopbackAddress()) {
      throw hub.bad(
          "listen is no loopback address, and there is no TLS; set tls-certificate and tls-key, or"
              + " plain-text to anywhere where something in front speaks TLS");
    }
    return new HubConfig(listen, place(), pem, limits());
  }

  private InetSocketAddress listen() {
    Matcher found = ADDRESS.matcher(hub.text("listen", "127.0.0.1:8710"));
    if (!found.matches() || Integer.parseInt(found.group(2)) > 65_535) {
      throw hub.bad("listen takes an address and a port, such as 127.0.0.1:8710");
    }
    String host = found.group(1).replaceAll("^\\[|\\]$", "");
    var address = new InetSocketAddress(host, Integer.parseInt(found.group(2)));
    if (address.isUnresolved()) {
      throw hub.bad("listen names a host that cannot be found");
    }
    return address;
  }

  private StoreConfig place() throws IOException {
    Optional<String> url = hub.some("database");
    if (url.isEmpty()) {
      return new StoreConfig.Embedded(Path.of(hub.text("data", "stillwatch-hub")));
    }
    Optional<Path> secret = hub.path("database-password-file");
    String password = secret.isPresent() ? Files.readString(secret.get()).strip() : "";
    return new StoreConfig.Server(url.get(), hub.text("database-user", ""), password);
  }
}
