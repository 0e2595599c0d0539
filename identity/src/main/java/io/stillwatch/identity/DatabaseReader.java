// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a database in MaxMind's format (version 2 of the published format) wholly into memory, and
/// every record of it once, so that a broken one shows now and not at somebody's signup.
final class DatabaseReader {
  private static final long LARGEST = 1L << 30;

  private final Reader reader;
  private long records;

  /// @throws IOException when it cannot be taken; the message says why
  DatabaseReader(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new BadList("it has over 1 GiB; take the database of networks, not of cities");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      reader = new Reader(in);
      readAll();
    } catch (InvalidDatabaseException
        | InvalidNetworkException
        | RuntimeException
        | StackOverflowError e) {
      throw new BadList("it is no whole database in MaxMind's format; fetch it again", e);
    }
    if (records == 0) {
      throw new BadList("it has no record; fetch it again");
    }
  }

  private void readAll() throws IOException, InvalidNetworkException {
    Networks<DatabaseRow> rows = reader.networks(DatabaseRow.class);
    while (rows.hasNext()) {
      rows.next();
      records++;
    }
  }

  long records() {
    return records;
  }

  ListPart part() {
    return new ListPart.Database(reader);
  }
}
