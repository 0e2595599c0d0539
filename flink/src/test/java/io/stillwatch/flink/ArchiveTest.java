// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What DuckDB reads in the archive is what went in, each exchange once, after crashes too.
class ArchiveTest {
  private static final long DISORDER = 600_000;

  @Test
  void theArchiveHoldsEachExchangeOnceThroughCrashes(@TempDir Path folder) throws Exception {
    List<Message> observations = SmallWorld.DEMO.run().observations();
    List<Reading> exchanges =
        observations.stream().filter(Reading.class::isInstance).map(Reading.class::cast).toList();
    var twice = new ArrayList<>(observations);
    twice.addAll(exchanges.subList(0, 100));
    List<Message> in = Local.disordered(twice, DISORDER, new Random(2));
    Path archive = folder.resolve("archive");

    int begun =
        new Crashing(
                DetectionBlueprint.standard(),
                2,
                "hashmap",
                DISORDER,
                folder,
                Crashing.When.WITH_A_CHECKPOINT)
            .<Message, Finding>run(
                in,
                List.of(in.size() / 3, 2 * in.size() / 3),
                in.size() / 6,
                laid -> Archive.write(laid.first(), archive.toUri().toString()))
            .begun();

    assertThat(begun).isEqualTo(1);
    String all = Duck.files(archive);
    assertThat(
            Duck.row(
                "select count(*), count(distinct request), count(distinct account),"
                    + " sum(input_tokens), sum(output_tokens), count(distinct model),"
                    + " count(network), sum(network::hugeint), epoch_ms(min(ts)), epoch_ms(max(ts)) from "
                    + all))
        .isEqualTo(totals(exchanges));
    assertThat(
            Duck.row(
                "select count(*) from "
                    + all
                    + " where strftime(ts at time zone 'UTC', '%Y-%m-%d') <> dt::varchar"
                    + " or hour(ts at time zone 'UTC') <> hour::int"))
        .isEqualTo("0");
    assertThat(hours(archive)).isGreaterThan(40);
  }

  private static String totals(List<Reading> exchanges) {
    return Stream.of(
            exchanges.size(),
            exchanges.stream().map(Reading::id).distinct().count(),
            exchanges.stream().map(Reading::account).distinct().count(),
            exchanges.stream().mapToLong(Reading::tokensIn).sum(),
            exchanges.stream().mapToLong(Reading::tokensOut).sum(),
            exchanges.stream().map(Reading::model).distinct().count(),
            exchanges.stream().filter(r -> r.net() != 0).count(),
            exchanges.stream()
                .map(r -> java.math.BigInteger.valueOf(r.net()))
                .reduce(java.math.BigInteger.ZERO, java.math.BigInteger::add),
            exchanges.stream().mapToLong(Reading::at).min().orElseThrow(),
            exchanges.stream().mapToLong(Reading::at).max().orElseThrow())
        .map(Object::toString)
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }

  private static long hours(Path archive) throws Exception {
    try (Stream<Path> folders =
        Files.find(archive, 2, (p, a) -> p.getFileName().toString().startsWith("hour="))) {
      return folders.count();
    }
  }
}
