// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.crypto.Sha256;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// `requests.csv.gz`: which requests of the named accounts belong to the campaign. Too long to be
/// held as text, so it is written row by row, in the order the rows come. Quoted as [AccountsFile]
/// is.
public final class RequestsFile implements Closeable {
  /// Its name in the output folder.
  public static final String NAME = "requests.csv.gz";

  private static final String HEADER = "campaign_id,account_id,request_id,ts,because\n";

  private final Writer out;

  /// @throws IOException when the file cannot be made
  public RequestsFile(Path file) throws IOException {
    var packed = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
    out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16);
    out.write(HEADER);
  }

  /// Writes one row.
  ///
  /// @param time event time of the request, milliseconds
  /// @param because why it belongs, in one word
  public void row(String campaign, String account, String request, long time, String because)
      throws IOException {
    out.write(AccountsFile.cell(campaign));
    out.write(',');
    out.write(AccountsFile.cell(account));
    out.write(',');
    out.write(AccountsFile.cell(request));
    out.write(',');
    out.write(Times.rfc3339(time));
    out.write(',');
    out.write(because);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// A finished list, for the scan that it belongs to.
  public static Scan.Requests listed(Path file, List<Scan.Share> campaigns) throws IOException {
    return new Scan.Requests(campaigns, Files.size(file), Sha256.hex(file));
  }
}
