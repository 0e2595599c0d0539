// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.SglangGumbel;
import io.stillwatch.marks.profiles.VllmGumbel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that another implementation of Parquet wrote: DuckDB, in C++.
class ParquetTest {
  private static final Mark MARK = new VllmGumbel(4).under(Key.of("ours", 5));
  private static final Tokenizer LETTERS =
      text -> text.length() > 1000 ? new int[] {text.length()} : text.chars().toArray();

  private static Connection duckdb;

  @TempDir private Path dir;

  @BeforeAll
  static void open() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    duckdb.close();
  }

  /// @param options such as `, CODEC 'snappy'`
  private Path written(String query, String options) throws SQLException {
    Path file = dir.resolve("some.parquet");
    try (var statement = duckdb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(query, file, options));
    }
    return file;
  }

  private static MarkScan scan(Scorer scorer) {
    return new MarkScan(scorer, Optional.of(LETTERS), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "zstd', PARQUET_VERSION 'V2"})
  void listsOfTokenIdsScoreAsTheSameRowsDoByHand(String codec) throws Exception {
    Path file =
        written(
            """
            SELECT range AS n, 'not this' AS text, list_transform(range(0, range % 40), lambda x: (x * 7 + range) % 50) AS token_ids
            FROM range(5000)""",
            ", CODEC '" + codec + "', ROW_GROUP_SIZE 2048");
    var scorer = new Scorer(List.of(MARK), 1_000_000);
    MarkScan scan = scan(scorer);
    scan.read(List.of(file));

    var byHand = new Scorer(List.of(MARK), 1_000_000);
    for (int row = 0; row < 5000; row++) {
      int n = row;
      byHand.add(
          Passage.of(
              java.util.stream.IntStream.range(0, n % 40).map(x -> (x * 7 + n) % 50).toArray()));
    }
    assertThat(scorer.tally(MARK)).isEqualTo(byHand.tally(MARK));
    assertThat(scan.passages()).isEqualTo(5000 - 125);
  }

  @Test
  void aPromptsIdsAreContextAndAreNotScored() throws Exception {
    Mark mark = new SglangGumbel(4).under(Key.of("ours", 5));
    Path file =
        written(
            "SELECT [1, 2, 3, 4]::BIGINT[] AS prompt_token_ids, [range, 6, 7]::BIGINT[] AS output_token_ids FROM range(100)",
            "");
    var scorer = new Scorer(List.of(mark), 1000);
    scan(scorer).read(List.of(file));

    var byHand = new Scorer(List.of(mark), 1000);
    for (int i = 0; i < 100; i++) {
      byHand.add(Passage.after(new int[] {1, 2, 3, 4}, new int[] {i, 6, 7}));
    }
    assertThat(scorer.tally(mark)).isEqualTo(byHand.tally(mark));
  }

  @Test
  void textIsTokenizedAndRowsWithoutAValueAreSetAside() throws Exception {
    Path file =
        written(
            "SELECT CASE WHEN range % 10 = 3 THEN NULL ELSE 'é' || range END AS response FROM range(1000)",
            "");
    MarkScan scan = scan(new Scorer(List.of(MARK), 100_000));
    scan.read(List.of(file));

    assertThat(scan.passages()).isEqualTo(900);
    assertThat(scan.setAside())
        .containsExactly(java.util.Map.entry("an empty value, or one that is no token id", 100L));
  }

  @Test
  void idsThatAreNoneAreSetAside() throws Exception {
    Path file =
        written("SELECT unnest([[1, 2], [1, -2], [1, NULL], NULL, [], [3000000000]]) AS ids", "");
    MarkScan scan = scan(new Scorer(List.of(MARK), 100));
    scan.read(List.of(file));

    assertThat(scan.passages()).isEqualTo(1);
    assertThat(scan.setAside().values()).containsExactly(4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 AS a, 2 AS text | '' | no column of token ids or text under a known name among a, text",
        "SELECT 'x' AS a | b | no column b among a",
        "SELECT 5.5 AS a | a | is neither text nor a list of whole numbers"
      })
  void aColumnThatIsNotThereIsNamed(String query, String column, String says) throws Exception {
    Path file = written(query, "");
    var scan =
        new MarkScan(
            new Scorer(List.of(MARK), 100),
            Optional.empty(),
            Optional.of(column).filter(name -> !name.isEmpty()));

    assertThatThrownBy(() -> scan.read(List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("some.parquet")
        .hasMessageContaining(says);
  }

  @Test
  void aNamedColumnIsRead() throws Exception {
    Path file = written("SELECT 'abc' AS other, 'abcdef' AS text", "");
    var scan =
        new MarkScan(new Scorer(List.of(MARK), 100), Optional.of(LETTERS), Optional.of("other"));
    scan.read(List.of(file));

    assertThat(scan.tokens()).isEqualTo(3);
  }

  /// 3 GB of text in 3 KB, with a heap of 2 GB.
  @Test
  void aTextThatIsRepeatedByADictionaryTakesBoundedMemory() throws Exception {
    Path file =
        written("SELECT repeat('abcdefgh', 131072) AS text FROM range(3000)", ", CODEC 'zstd'");
    assertThat(Files.size(file)).isLessThan(100_000);
    MarkScan scan = scan(new Scorer(List.of(MARK), 100));
    scan.read(List.of(file));

    assertThat(scan.passages()).isEqualTo(3000);
  }

  @Test
  void aPageThatUnpacksToTooMuchIsRefusedBeforeItIs() throws Exception {
    Path many = written("SELECT list_resize([7], 6000000, 7) AS token_ids", ", CODEC 'zstd'");
    assertThatThrownBy(() -> scan(new Scorer(List.of(MARK), 100)).read(List.of(many)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("write it with smaller pages");
    Path huge = written("SELECT repeat('abcdefgh', 4000000) AS text", ", CODEC 'zstd'");
    assertThatThrownBy(() -> scan(new Scorer(List.of(MARK), 100)).read(List.of(huge)))
        .hasMessageContaining("write it with smaller pages");
  }

  @Test
  void whateverIsCutOffOrDamagedIsReadOrRefused() throws Exception {
    Path file =
        written(
            "SELECT 'hush ' || range AS text, [range, 5, 6] AS token_ids FROM range(300)",
            ", CODEC 'snappy'");
    byte[] whole = Files.readAllBytes(file);
    var random = new SplittableRandom(11);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bad = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int flips = i % 3; flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bad);
      try {
        scan(new Scorer(List.of(MARK), 10_000)).read(List.of(file));
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).contains("some.parquet").doesNotContain("hush");
      }
    }
    assertThat(refused).isGreaterThan(50);
  }
}
