// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.SipHash;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Which requests a scan attributed to campaigns, against the truth about them. Keeps eight bytes
/// of each request attributed; the labels are read row by row.
final class Attributions {
  private static final String FILE = "requests.csv.gz";

  private final SipHash hash = new SipHash(1, 2);
  private final LongSet attributed = new LongSet();
  private final Map<String, Counts> byCampaign = new TreeMap<>();
  private final Truth truth;
  private final Map<String, Found.Group> accused;
  private long wronged;

  /// Requests of the accused accounts of a campaign.
  private static final class Counts {
    private long hit;
    private long wrong;
    private long missed;
  }

  private Attributions(Truth truth, Map<String, Found.Group> accused) {
    this.truth = truth;
    this.accused = accused;
  }

  /// Empty when the scan or the labels have no such file.
  static Optional<Score.Requests> of(
      Path scan, Path labels, Truth truth, Map<String, Found.Group> accused) throws IOException {
    if (!Files.exists(scan.resolve(FILE)) || !Files.exists(labels.resolve(FILE))) {
      return Optional.empty();
    }
    var one = new Attributions(truth, accused);
    rows(scan.resolve(FILE), one::listed);
    rows(labels.resolve(FILE), one::labelled);
    return Optional.of(one.score());
  }

  private static void rows(Path file, Consumer<NamedCsvRecord> each) throws IOException {
    try (var text =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      csv.forEach(each);
    }
  }

  private void listed(NamedCsvRecord row) {
    boolean fresh = attributed.add(hash.hash(row.getField("request_id")));
    wronged += fresh && !truth.of(row.getField("account_id")).hostile() ? 1 : 0;
  }

  private void labelled(NamedCsvRecord row) {
    if (accused.containsKey(row.getField("account_id"))) {
      Counts counts = byCampaign.computeIfAbsent(row.getField("campaign_id"), _ -> new Counts());
      boolean harvest = row.getField("harvest").equals("1");
      boolean named = attributed.contains(hash.hash(row.getField("request_id")));
      counts.hit += harvest && named ? 1 : 0;
      counts.wrong += !harvest && named ? 1 : 0;
      counts.missed += harvest && !named ? 1 : 0;
    }
  }

  private Score.Requests score() {
    List<Score.RequestScore> campaigns = new ArrayList<>();
    var all = new Counts();
    byCampaign.forEach(
        (id, counts) -> {
          campaigns.add(new Score.RequestScore(id, counts.hit, counts.wrong, counts.missed));
          all.hit += counts.hit;
          all.wrong += counts.wrong;
          all.missed += counts.missed;
        });
    return new Score.Requests(
        new Score.RequestScore("", all.hit, all.wrong, all.missed), campaigns, wronged, honest());
  }

  /// Requests of accused honest accounts, as the scan counted them.
  private long honest() {
    return accused.entrySet().stream()
        .filter(e -> !truth.of(e.getKey()).hostile())
        .mapToLong(e -> e.getValue().exchanges().getOrDefault(e.getKey(), 0L))
        .sum();
  }
}
