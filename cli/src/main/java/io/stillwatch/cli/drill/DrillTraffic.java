// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.arena.World;
import io.stillwatch.cli.kit.Csv;
import io.stillwatch.cli.kit.Pause;
import io.stillwatch.cli.kit.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A world's traffic on its way to a server: in the order of event time, as fast as it is taken,
/// and when what was acknowledged.
final class DrillTraffic {
  /// Lines handed in at a time, at most.
  private static final int BATCH = 500;

  /// Least time between two of them when there is a rate: a tenth of a second.
  private static final int BATCHES_A_SECOND = 10;

  /// How long the server waits for an exchange, in event time (`serve.toml`).
  private static final long PATIENCE = Duration.ofMinutes(2).toMillis();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final int rate;
  private final Map<String, String> campaigns = new HashMap<>();
  private final SortedMap<String, List<Long>> times = new TreeMap<>();
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
  private long handed;
  private long entries;
  private long rejected;
  private long first;
  private long began;
  private long ended;

  private DrillTraffic(World world, int rate) {
    this.world = world;
    this.rate = rate;
  }

  /// @param rate exchanges a second at most
  /// @throws Failure when the labels cannot be read
  static DrillTraffic of(World world, int rate) throws IOException {
    var traffic = new DrillTraffic(world, rate);
    Path labels = world.labels().resolve("accounts.csv");
    for (var row : Csv.rows(labels, List.of("account_id", "campaign_id"))) {
      String campaign = row.getOrDefault("campaign_id", "");
      traffic.campaigns.put(row.getOrDefault("account_id", ""), campaign);
      if (!campaign.isEmpty()) {
        traffic.times.computeIfAbsent(campaign, id -> new ArrayList<>());
      }
    }
    return traffic;
  }

  /// Hands in accounts, then exchanges.
  void hand(DrillClient to, Progress progress) throws IOException {
    Path folder = world.logs().getFirst();
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("accounts.jsonl"))) {
      for (var batch = batch(lines); !batch.isEmpty(); batch = batch(lines)) {
        take(to, batch);
      }
    }
    began = System.nanoTime();
    Path log = folder.resolve("exchanges.jsonl.gz");
    for (int n = 2; Files.exists(log); n++) {
      exchanges(log, to, progress);
      log = folder.resolve("exchanges-" + n + ".jsonl.gz");
    }
    ended = System.nanoTime();
  }

  private void exchanges(Path log, DrillClient to, Progress progress) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(log));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var batch = batch(lines); !batch.isEmpty(); batch = batch(lines)) {
        long last = note(batch);
        take(to, batch);
        acknowledged.put(last, System.nanoTime());
        handed += batch.size();
        progress.update(handed, world.exchanges(), handed);
        keepTheRate();
      }
    }
  }

  private List<String> batch(BufferedReader lines) throws IOException {
    int most = Math.clamp(rate / BATCHES_A_SECOND, 1, BATCH);
    var batch = new ArrayList<String>(most);
    String line = lines.readLine();
    while (line != null) {
      batch.add(line);
      line = batch.size() < most ? lines.readLine() : null;
    }
    return batch;
  }

  private void keepTheRate() {
    double ahead = handed / (double) rate - (System.nanoTime() - began) / 1e9;
    if (ahead > 0) {
      Pause.of((long) (ahead * 1000));
    }
  }

  private void take(DrillClient to, List<String> batch) {
    JsonNode answer = to.hand(String.join("\n", batch));
    entries += answer.path("taken").asLong();
    rejected += answer.path("rejected").asLong();
  }

  /// @return event time of the last
  private long note(List<String> batch) {
    long at = 0;
    for (String line : batch) {
      JsonNode exchange = JSON.readTree(line);
      at = Instant.parse(exchange.path("ts").asString()).toEpochMilli();
      first = first == 0 ? at : first;
      Optional.ofNullable(times.get(campaign(exchange.path("account_id").asString())))
          .orElseGet(ArrayList::new)
          .add(at);
    }
    return at;
  }

  /// The campaign that an account is of; empty for the honest.
  String campaign(String account) {
    return campaigns.getOrDefault(account, "");
  }

  /// How many accounts are of a campaign; of none, when it is empty.
  int accounts(String campaign) {
    return (int) campaigns.values().stream().filter(campaign::equals).count();
  }

  /// Event times of the exchanges of each true campaign, in order, milliseconds since 1970 UTC.
  SortedMap<String, List<Long>> times() {
    return times;
  }

  /// When the exchange was acknowledged with which a judgement's time was up; empty when none came.
  ///
  /// @param judgement event time, milliseconds since 1970 UTC
  /// @return of [System#nanoTime]
  OptionalLong closing(long judgement) {
    var entry = acknowledged.ceilingEntry(judgement + PATIENCE);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
  }

  /// What was handed in, and how fast.
  DrillReport.Load load() {
    double seconds = (ended - began) / 1e9;
    double days = acknowledged.isEmpty() ? 0 : (acknowledged.lastKey() - first) / 86_400_000.0;
    return new DrillReport.Load(world.exchanges(), days, seconds, world.exchanges() / seconds);
  }

  /// Entries that the server said it took, and those that it refused.
  long entries() {
    return entries;
  }

  long rejected() {
    return rejected;
  }
}
