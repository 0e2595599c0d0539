// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.cli.kit.Csv;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.stats.Mix;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A world whose accounts are customers of three companies, each account of one. Its one campaign
/// runs at all three; so do customers who share an exit of a VPN and a benchmark.
///
/// @param companies who takes part
/// @param hostile accounts of the campaign; none in an honest world
/// @param start first moment, milliseconds since 1970 UTC
/// @param middle when suspicions are told
/// @param end moment after the last
record CoalitionWorld(
    List<Company> companies, Set<String> hostile, long start, long middle, long end) {
  private static final List<String> NAMES = List.of("aurora", "borealis", "cassini");
  private static final int ACCOUNTS = 480;
  private static final int DAYS = 10;
  private static final long DAY = 86_400_000;
  private static final int CAMPAIGN = 24;
  private static final double RATE = 1.8;

  /// One in so many honest customers signs up through the exit of one VPN.
  private static final int VPN_ONE_IN = 15;

  private static final int REFERENCE = 29;
  private static final int PIECE = 24;
  private static final int LEAST_SECRET = 7;
  private static final String VPN = "198.51.100.7";
  private static final ObjectMapper JSON = new ObjectMapper();

  CoalitionWorld {
    companies = List.copyOf(companies);
    hostile = Set.copyOf(hostile);
  }

  /// Makes the world, and gives every company its part.
  ///
  /// @param campaign whether there is one
  static CoalitionWorld make(Path out, long seed, boolean campaign) throws IOException {
    WorldSpec spec =
        WorldSpec.preset("honest", seed, Split.DEVELOPMENT).withPopulation(people()).withDays(DAYS);
    if (campaign) {
      spec = spec.withCampaigns(List.of(CampaignSpec.of(Level.parse("R1"), CAMPAIGN, RATE)));
    }
    Path whole = out.resolve("world");
    Arena.write(spec, Corpus.own(), Shapes.published(), whole, n -> {});
    long start = spec.start().toEpochMilli();
    return split(whole, out, start, start + DAYS * DAY);
  }

  /// Everybody but resellers who do not say so: those are one actor, and no honest customers.
  private static Population people() {
    var shares = new TreeMap<>(Population.everybody(ACCOUNTS, 1).shares());
    shares.remove(Community.UNDECLARED_RESELLER);
    return new Population(ACCOUNTS, 1, shares);
  }

  private static CoalitionWorld split(Path whole, Path out, long start, long end)
      throws IOException {
    var part = new HashMap<String, Integer>();
    Set<String> hostile = parts(whole.resolve("labels/accounts.csv"), part);
    var companies = new ArrayList<Company>();
    for (int c = 0; c < NAMES.size(); c++) {
      Path logs = Files.createDirectories(out.resolve(NAMES.get(c)).resolve("logs"));
      companies.add(new Company(NAMES.get(c), logs, signups(whole, logs, part, c, hostile)));
    }
    exchanges(whole, companies, part);
    return new CoalitionWorld(companies, hostile, start, start + (end - start) / 2, end);
  }

  /// What must not leave its owner: account ids, what customers signed up with, and the beginnings
  /// of what they asked.
  Set<String> secrets() throws IOException {
    var secrets = new TreeSet<String>();
    for (Company company : companies) {
      company
          .accounts()
          .forEach(
              (account, known) -> {
                secrets.add(account);
                secrets.addAll(known.values());
              });
      try (BufferedReader in = Files.newBufferedReader(company.logs().resolve("accounts.jsonl"))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          secrets.add(JSON.readTree(line).path("payment_fingerprint").asString(""));
        }
      }
      try (BufferedReader in = Files.newBufferedReader(company.logs().resolve("exchanges.jsonl"))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          for (JsonNode message : JSON.readTree(line).path("messages")) {
            String text = message.path("content").asString("");
            secrets.add(text.substring(0, Math.min(PIECE, text.length())));
          }
        }
      }
    }
    secrets.removeIf(secret -> secret.length() < LEAST_SECRET);
    return secrets;
  }

  /// A principal's accounts are customers of one company; a campaign's go round.
  private static Set<String> parts(Path labels, Map<String, Integer> part) throws IOException {
    var hostile = new TreeSet<String>();
    List<String> needed = List.of("account_id", "hostile", "principal");
    for (Map<String, String> row : Csv.rows(labels, needed)) {
      String account = row.getOrDefault("account_id", "");
      if (row.getOrDefault("hostile", "").matches("1|true")) {
        part.put(account, hostile.size() % NAMES.size());
        hostile.add(account);
      } else {
        long principal = row.getOrDefault("principal", account).hashCode();
        part.put(account, (int) Math.floorMod(Mix.mix64(principal), (long) NAMES.size()));
      }
    }
    return hostile;
  }

  private static TreeMap<String, Map<TokenKind, String>> signups(
      Path whole, Path logs, Map<String, Integer> part, int company, Set<String> hostile)
      throws IOException {
    var known = new TreeMap<String, Map<TokenKind, String>>();
    try (BufferedReader in = Files.newBufferedReader(whole.resolve("accounts.jsonl"));
        BufferedWriter out = Files.newBufferedWriter(logs.resolve("accounts.jsonl"))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        ObjectNode signup = (ObjectNode) JSON.readTree(line);
        String account = signup.path("account_id").asString();
        if (part.getOrDefault(account, -1) == company) {
          if (!hostile.contains(account) && Math.floorMod(account.hashCode(), VPN_ONE_IN) == 0) {
            signup.put("signup_ip", VPN);
          }
          known.put(account, identifiers(signup));
          out.write(signup + "\n");
        }
      }
    }
    return known;
  }

  private static Map<TokenKind, String> identifiers(JsonNode signup) {
    var known = new TreeMap<TokenKind, String>();
    String card = signup.path("payment_fingerprint").asString("");
    if (!card.isEmpty()) {
      known.put(TokenKind.PAYMENT, reference(card));
    }
    put(known, TokenKind.DEVICE, signup.path("device_id"));
    put(known, TokenKind.ADDRESS, signup.path("signup_ip"));
    return known;
  }

  /// A payment account reference of the form EMVCo gives it, one for each card of the world: what a
  /// payment provider hands out is the merchant's own, and no two companies could compare it.
  private static String reference(String card) {
    String digits = Long.toString(Mix.mix64(card.hashCode()) >>> 1, 36);
    String more = Long.toString(Mix.mix64(card.hashCode() + 1L) >>> 1, 36);
    return (digits + more + "0".repeat(REFERENCE)).substring(0, REFERENCE).toUpperCase(Locale.ROOT);
  }

  private static void put(Map<TokenKind, String> known, TokenKind kind, JsonNode value) {
    if (value.isString() && !value.asString().isEmpty()) {
      known.put(kind, value.asString());
    }
  }

  private static void exchanges(Path whole, List<Company> companies, Map<String, Integer> part)
      throws IOException {
    var writers = new ArrayList<BufferedWriter>();
    for (Company company : companies) {
      writers.add(Files.newBufferedWriter(company.logs().resolve("exchanges.jsonl")));
    }
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(whole.resolve("exchanges.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String account = JSON.readTree(line).path("account_id").asString();
        writers.get(part.getOrDefault(account, 0)).write(line + "\n");
      }
    }
    for (BufferedWriter writer : writers) {
      writer.close();
    }
  }
}
