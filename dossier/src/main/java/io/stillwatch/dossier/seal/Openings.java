// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The accounts behind the numbers of an evidence file, with the secrets that open their
/// commitments. It names accounts, so it stays with its owner: no sealed file holds it.
public final class Openings implements AutoCloseable {
  /// How the name of an evidence file ends, after the campaign's id.
  public static final String EVIDENCE = ".jsonl.gz";

  /// How the name of the file beside it ends.
  public static final String ACCOUNTS = ".accounts.csv";

  private static final String HEADER = "number,named,nonce,account_id";

  private final BufferedWriter out;

  Openings(Path folder, String campaign) throws IOException {
    out = Files.newBufferedWriter(folder.resolve(campaign + ACCOUNTS), StandardCharsets.UTF_8);
    out.write(HEADER + "\n");
  }

  /// An account behind a number.
  ///
  /// @param nonce secret that opens the commitment, in hexadecimal
  public record Opening(int number, boolean named, String nonce, String account) {
    /// Whether it is what a commitment was made of.
    public boolean opens(String commitment) {
      return Commitments.commitment(nonce, account).equals(commitment);
    }
  }

  /// The id comes last and as hexadecimal UTF-8, so that no id can break the row.
  void write(int number, boolean named, String account, String nonce) throws IOException {
    String id = HexFormat.of().formatHex(Digests.utf8(account));
    out.write(number + "," + named + "," + nonce + "," + id + "\n");
  }

  /// @throws Broken when it is no such file
  public static List<Opening> read(Path file) throws IOException {
    List<String> rows = Files.readAllLines(file, StandardCharsets.UTF_8);
    var all = new ArrayList<Opening>();
    try {
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split(",", -1);
        String id = new String(HexFormat.of().parseHex(cells[3]), StandardCharsets.UTF_8);
        all.add(new Opening(all.size(), Boolean.parseBoolean(cells[1]), cells[2], id));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Broken(file + " is not what a scan with --seal writes; scan again");
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
