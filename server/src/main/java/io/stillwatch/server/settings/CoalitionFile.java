// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import io.stillwatch.share.door.Callers;
import io.stillwatch.share.member.MemberConfig;
import io.stillwatch.share.member.MemberConfig.Caution;
import io.stillwatch.share.member.MemberConfig.RecordPlace;
import io.stillwatch.share.member.MemberConfig.Self;
import io.stillwatch.share.member.MemberConfig.TokenSource;
import io.stillwatch.share.member.Neighbour;
import io.stillwatch.share.stix.Tlp;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A `coalition.toml`: who one is in `[self]`, who makes tokens in `[tokens.NAME]`, where the
/// record is in `[record]`, how far peers are believed in `[caution]`, and who they are in
/// `[peer.NAME]`. A key that is unknown is refused with the nearest known one. Secrets are files.
///
/// @param config what the member is made of
/// @param peers its peers
/// @param certificates what peers show
/// @param steps whether more than watching may stand on leads alone
public record CoalitionFile(
    MemberConfig config, List<Neighbour> peers, List<X509Certificate> certificates, boolean steps) {
  private static final List<String> TABLES = List.of("self", "tokens", "record", "caution", "peer");
  private static final List<String> SELF =
      List.of("name", "url", "identity", "marking", "appeal", "certificate", "key", "authorities");
  private static final List<String> TOKENS = List.of("url", "secret-file");
  private static final List<String> RECORD = List.of("collection", "user", "secret-file", "every");
  private static final List<String> CAUTION =
      List.of("warning-lists", "canary-key-file", "remember", "identifiers", "reach", "steps");
  private static final List<String> PEER =
      List.of(
          "identity",
          "keys",
          "url",
          "certificates",
          "push",
          "shows-secret-file",
          "wants-secret-file",
          "relays",
          "enrolled");
  private static final int IDENTIFIERS_MOST = 100_000_000;

  public CoalitionFile {
    peers = List.copyOf(peers);
    certificates = List.copyOf(certificates);
  }

  /// Reads one.
  ///
  /// @throws BadSetting when it cannot be used
  /// @throws IOException when it, or a file it names, cannot be read
  public static CoalitionFile read(Path file) throws IOException {
    TomlParseResult toml = HubTable.file(file, TABLES);
    try {
      return new Reading(file, toml).whole();
    } catch (BadSetting e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadSetting(file + ": " + e.getMessage());
    }
  }

  /// One reading.
  private record Reading(Path file, TomlParseResult toml) {
    CoalitionFile whole() throws IOException {
      HubTable self = table("self", SELF);
      HubTable caution = table("caution", CAUTION);
      var certificates = new ArrayList<X509Certificate>();
      var peers = new ArrayList<Neighbour>();
      for (HubTable one : new HubTable(file.toString(), toml).tables("peer")) {
        peers.add(peer(one.where(), named("peer", one), certificates));
      }
      var config =
          new MemberConfig(self(self), connection(self), tokens(), record(), caution(caution));
      String steps = caution.text("steps", "watch");
      if (!List.of("watch", "act").contains(steps)) {
        throw caution.bad("steps takes watch or act");
      }
      return new CoalitionFile(config, peers, certificates, steps.equals("act"));
    }

    private HubTable table(String name, List<String> keys) {
      Object found = toml.get(name);
      var table =
          new HubTable(
              file + ": [" + name + "]", found instanceof TomlTable one ? one : Toml.parse(""));
      table.knows(keys);
      return table;
    }

    private HubTable named(String kind, HubTable table) {
      return new HubTable("%s: [%s.%s]".formatted(file, kind, table.where()), table.toml());
    }

    private static Self self(HubTable self) {
      String marking = self.text("marking", Tlp.AMBER_STRICT.word());
      return new Self(
          self.required("name"),
          self.required("url"),
          self.some("identity"),
          Tlp.of(marking)
              .orElseThrow(
                  () -> self.bad("marking takes clear, green, amber, amber+strict or red")),
          self.required("appeal"));
    }

    private static Connection connection(HubTable self) {
      Optional<Path> chain = self.path("certificate");
      Optional<Path> key = self.path("key");
      if (chain.isPresent() != key.isPresent()) {
        throw self.bad("certificate and key go together");
      }
      Connection plain = Connection.anonymous();
      Connection shown =
          chain.map(c -> plain.showing(new Connection.Own(c, key.orElseThrow()))).orElse(plain);
      return self.path("authorities").map(shown::trusting).orElse(shown);
    }

    private List<TokenSource> tokens() throws IOException {
      var all = new ArrayList<TokenSource>();
      for (HubTable one : new HubTable(file.toString(), toml).tables("tokens")) {
        HubTable table = named("tokens", one);
        table.knows(TOKENS);
        URI url = URI.create(table.required("url"));
        all.add(new TokenSource(one.where(), url, table.secret("secret-file")));
      }
      return all;
    }

    private Optional<RecordPlace> record() throws IOException {
      HubTable table = table("record", RECORD);
      if (table.some("collection").isEmpty()) {
        return Optional.empty();
      }
      Optional<String> user = table.some("user");
      Optional<String> header =
          table
              .secret("secret-file")
              .map(secret -> user.map(name -> basic(name, secret)).orElse("Bearer " + secret));
      URI collection = URI.create(table.required("collection"));
      return Optional.of(new RecordPlace(collection, header, table.span("every", "1m")));
    }

    private static String basic(String user, String secret) {
      byte[] both = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static Caution caution(HubTable table) throws IOException {
      var lists = new ArrayList<Path>();
      table.list("warning-lists").stream().sorted().forEach(name -> lists.add(Path.of(name)));
      return new Caution(
          TrustPolicy.STANDARD.reaching(table.share("reach", TrustPolicy.STANDARD.reach())),
          WarningLists.of(lists),
          table.secret("canary-key-file"),
          table.span("remember", "90d"),
          table.whole("identifiers", Caution.STANDARD.most(), 1, IDENTIFIERS_MOST));
    }

    private static Neighbour peer(String name, HubTable table, List<X509Certificate> certificates)
        throws IOException {
      table.knows(PEER);
      var pins = new TreeSet<String>();
      for (String pem : table.list("certificates")) {
        X509Certificate one = HubFile.certificate(table, Path.of(pem));
        certificates.add(one);
        pins.add(Callers.digest(one));
      }
      var peer =
          new Peer(
              table.required("identity"),
              name,
              Files.readString(Path.of(table.required("keys"))),
              pins,
              new TreeSet<>(table.list("relays")),
              day(table).atStartOfDay(ZoneOffset.UTC).toInstant());
      return new Neighbour(
          peer,
          table.required("url"),
          table.some("push").map(URI::create),
          table.secret("shows-secret-file"),
          table.secret("wants-secret-file"));
    }

    private static LocalDate day(HubTable table) {
      try {
        return LocalDate.parse(table.required("enrolled"));
      } catch (DateTimeParseException e) {
        throw table.bad("enrolled takes the day since when it is a peer, such as \"2026-01-31\"");
      }
    }
  }
}
