// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Small tables with a header.
public final class Csv {
  private Csv() {}

  /// Rows by column name.
  ///
  /// @param needed columns that have to be there
  /// @throws Failure when the file is not there, or is no such table
  public static List<Map<String, String>> rows(Path file, List<String> needed) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " does not exist");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        for (String column : needed) {
          if (!row.getHeader().contains(column)) {
            throw Failure.unusable(file + " has no column " + column);
          }
        }
        rows.add(row.getFieldsAsMap());
      }
    } catch (CsvParseException e) {
      throw Failure.unusable(file + " is no CSV: " + Cause.of(e));
    }
    return rows;
  }
}
