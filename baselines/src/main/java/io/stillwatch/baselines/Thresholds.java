// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the lines of the baselines are drawn.
///
/// @param lines by the baseline's name
public record Thresholds(Map<String, Line> lines) {
  public Thresholds {
    SortedMap<String, Line> sorted = new TreeMap<>(lines);
    lines = Collections.unmodifiableSortedMap(sorted);
  }

  /// One line.
  ///
  /// @param threshold accounts that score above it are accused
  /// @param budget share of honest accounts that it may accuse, 0 to 1
  /// @param honestAccounts how many honest accounts it was found on
  public record Line(double threshold, double budget, long honestAccounts) {}

  /// The threshold of a baseline; empty when none was found.
  public OptionalDouble of(String baseline) {
    Line line = lines.get(baseline);
    return line == null ? OptionalDouble.empty() : OptionalDouble.of(line.threshold());
  }

  /// Those that come with the program: found on worlds of the preset `standard-honest`.
  public static Thresholds published() {
    try (Reader file =
        new InputStreamReader(
            Objects.requireNonNull(Thresholds.class.getResourceAsStream("thresholds.csv")),
            StandardCharsets.UTF_8)) {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException when the file cannot be read
  /// @throws NumberFormatException when it holds something else
  public static Thresholds read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    }
  }

  private static Thresholds read(Reader file) throws IOException {
    Map<String, Line> lines = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      csv.forEach(
          row ->
              lines.put(
                  row.getField("baseline"),
                  new Line(
                      Double.parseDouble(row.getField("threshold")),
                      Double.parseDouble(row.getField("budget")),
                      Long.parseLong(row.getField("honest_accounts")))));
    }
    return new Thresholds(lines);
  }

  /// Writes `baseline,threshold,budget,honest_accounts`, one line a baseline.
  ///
  /// @throws IOException when the file cannot be written
  public void write(Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord("baseline", "threshold", "budget", "honest_accounts");
      lines.forEach(
          (name, line) ->
              csv.writeRecord(
                  name,
                  Double.toString(line.threshold()),
                  Double.toString(line.budget()),
                  Long.toString(line.honestAccounts())));
    }
  }
}
