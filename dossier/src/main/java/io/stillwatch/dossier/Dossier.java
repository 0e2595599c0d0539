// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A scan in, documents out. The same scan gives the same bytes.
public final class Dossier {
  /// One JSON object a line for each group found.
  public static final String CAMPAIGNS = "campaigns.jsonl";

  /// The accounts that a verdict `campaign` names.
  public static final String ACCOUNTS = "accounts.csv";

  /// The accounts that an earlier judgement accused and the newest does not.
  public static final String WITHDRAWN = "withdrawn.csv";

  /// The report for people; one file, no network.
  public static final String REPORT = "report.html";

  /// How the run was made, with the digests of the other files.
  public static final String SCAN = "scan.json";

  private Dossier() {}

  /// The program's version; the build writes it into a resource.
  public static String version() {
    try (InputStream in = Dossier.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is missing from this build; build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt of this build is unreadable", e);
    }
  }

  /// Writes all five files into `dir`, which is made if it is missing. Each file is written beside
  /// its place and then moved, so a reader sees the old one or the new one, never a half.
  /// `scan.json` comes last and holds the digests of the others.
  ///
  /// @throws IOException when the folder cannot be written; files already moved stay
  public static void write(Scan scan, Path dir) throws IOException {
    Files.createDirectories(dir);
    for (Output output : outputs(scan)) {
      replace(dir.resolve(output.file()), Output.utf8(output.content()));
    }
  }

  /// The text of `scan.json`.
  public static String scanJson(Scan scan) {
    return outputs(scan).getLast().content();
  }

  /// A group as `campaigns.jsonl` has it: one JSON object, without a line end.
  public static String campaignJson(Campaign campaign, Prices prices) {
    return CampaignsFile.line(campaign, prices);
  }

  /// An account of a group with its own evidence: what `members` of `campaigns.jsonl` says of it,
  /// and of which group. One JSON object, without a line end.
  public static String memberJson(Campaign campaign, Member member) {
    return CampaignsFile.line(campaign, member);
  }

  /// A decision with its grounds. One JSON object, without a line end.
  public static String decisionJson(Decision decision) {
    return DecisionLine.of(decision);
  }

  /// The end of a decision before its term. One JSON object, without a line end.
  ///
  /// @param decision one that was undone
  public static String undoJson(Decision decision) {
    return DecisionLine.undone(decision);
  }

  /// What a terminal shows after a run: a table of the groups, the strongest evidence of each in
  /// one sentence, and the names of the files.
  ///
  /// @param colour whether to use ANSI colours
  /// @param width columns of the terminal; columns that do not fit are left out, the least needed
  ///   first
  public static String summary(Scan scan, boolean colour, int width) {
    return new Summary(scan, new Terminal(colour, width)).text("");
  }

  /// As [#summary(Scan, boolean, int)], and names the files with their folder.
  public static String summary(Scan scan, Path dir, boolean colour, int width) {
    String folder = dir.toString();
    return new Summary(scan, new Terminal(colour, width)).text(folder.isEmpty() ? "." : folder);
  }

  static List<Output> outputs(Scan scan) {
    Findings findings = Findings.of(scan);
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output(CAMPAIGNS, CampaignsFile.of(findings)));
    outputs.add(new Output(ACCOUNTS, AccountsFile.of(findings)));
    outputs.add(new Output(WITHDRAWN, WithdrawnFile.of(scan)));
    outputs.add(new Output(REPORT, Report.of(scan, findings)));
    outputs.add(new Output(SCAN, ScanFile.of(scan, findings, List.copyOf(outputs))));
    return outputs;
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
