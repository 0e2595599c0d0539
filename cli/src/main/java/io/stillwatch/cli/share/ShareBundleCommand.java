// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import com.nimbusds.jose.jwk.ECKey;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.scan.FoundFolder;
import io.stillwatch.cli.scan.ScanRequest;
import io.stillwatch.model.Campaign;
import io.stillwatch.server.coalition.Detectors;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.CampaignBundle;
import io.stillwatch.share.stix.Disclosure;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.IdKey;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Signer;
import io.stillwatch.share.stix.Tlp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch share bundle`: a finding as STIX 2.1.
@Command(
    name = "bundle",
    header = "Writes a campaign as a STIX 2.1 bundle that may be shown to peers.",
    description =
        "What leaves is what the tokens file holds: no account ids, no prices but the list price of"
            + " the campaign's own use, no words. Only a finding of verdict campaign is written.",
    footer = {
      "",
      "Examples:",
      "  stillwatch share bundle found/ --campaign sw-b8b869ede002 --tokens tokens.csv \\",
      "    --name \"Acme Models\" --appeal mailto:appeals@acme.example --id-key ids.key \\",
      "    --out bundle.json",
      "",
      "docs/formats/stix.md has the tokens file, the objects and the extension.",
    })
final class ShareBundleCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FOUND_DIR", description = "The --out folder of a scan.")
  private Path found = Path.of("");

  @Option(
      names = "--campaign",
      required = true,
      paramLabel = "ID",
      description = "The campaign, as campaigns.jsonl has it.")
  private String campaign = "";

  @Option(
      names = "--tokens",
      required = true,
      paramLabel = "FILE",
      description = "CSV of account_id,kind,token: what may leave in place of accounts.")
  private Path tokens = Path.of("");

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who tells.")
  private String name = "";

  @Option(
      names = "--appeal",
      required = true,
      paramLabel = "ADDRESS",
      description = "Where whoever is wronged can go.")
  private String appeal = "";

  @Option(
      names = "--id-key",
      required = true,
      paramLabel = "FILE",
      description = "A secret of 16 bytes or more; the same one gives the same ids again.")
  private Path idKey = Path.of("");

  @Option(
      names = "--sign-key",
      paramLabel = "FILE",
      description = "A private key on P-256 as JWK: every object is signed with it.")
  private Optional<Path> signKey = Optional.empty();

  @Option(
      names = "--tlp",
      paramLabel = "WORD",
      defaultValue = "amber+strict",
      description = "clear, green, amber, amber+strict or red (default: amber+strict).")
  private String tlp = "amber+strict";

  @Option(
      names = "--told",
      paramLabel = "TIME",
      description = "When it was first told; now, when it never was.")
  private Optional<String> told = Optional.empty();

  @Option(
      names = "--capability",
      paramLabel = "WORD",
      description = "What the campaign was after, such as reasoning; may be repeated.")
  private List<String> capabilities = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "bundle.json",
      description = "Where to write (default: bundle.json).")
  private Path out = Path.of("bundle.json");

  ShareBundleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    FoundFolder results = FoundFolder.read(found);
    Campaign one =
        results.campaigns().stream()
            .filter(c -> c.id().equals(campaign))
            .findFirst()
            .orElseThrow(() -> Failure.usage("--campaign " + campaign + " is not in " + found));
    Bundle bundle = bundle(one, results.listPrice(campaign));
    Files.writeString(out, bundle.json());
    console.out().println("%,d objects written to %s".formatted(bundle.objects().size(), out));
    return Exit.FINISHED.code();
  }

  private Bundle bundle(Campaign one, OptionalLong paid) throws IOException {
    Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    var disclosure =
        new Disclosure(
            AccountTokens.read(tokens), List.of(), List.of(), paid, capabilities, Optional.empty());
    try {
      Bundle bundle = CampaignBundle.of(one, disclosure, sender(), new Edition(first(now), now));
      return signKey.isPresent() ? bundle.signed(signer(signKey.get())) : bundle;
    } catch (IllegalArgumentException e) {
      throw Failure.unusable("it cannot be told: " + e.getMessage());
    }
  }

  private Sender sender() throws IOException {
    IdKey ids = IdKey.of(Files.readAllBytes(idKey));
    Tlp marking =
        Tlp.of(tlp)
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--tlp is " + tlp + "; it takes clear, green, amber, amber+strict or red"));
    return new Sender(
        ids.id("identity", "self"), name, ids, marking, Detectors.own(ScanRequest.FDR), appeal);
  }

  private Instant first(Instant now) {
    try {
      return told.isPresent() ? Instant.parse(told.get()) : now;
    } catch (DateTimeException e) {
      throw Failure.usage(
          "--told is " + told.get() + "; it takes a time such as 2026-06-12T09:00:00Z");
    }
  }

  private static Signer signer(Path file) throws IOException {
    try {
      ECKey key = ECKey.parse(Files.readString(file));
      if (key.isPrivate() && key.getKeyID() != null) {
        return new Signer(key);
      }
    } catch (ParseException | IllegalArgumentException e) {
      // falls through to the refusal, which quotes nothing
    }
    throw Failure.unusable(file + " is no private key on P-256 as JWK with a kid");
  }
}
