// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.lab.Manifest;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Evidence;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch lineage`: does that model descend from ours?
@Command(
    name = "lineage",
    header = "Asks whether a model was trained on our outputs.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage compare answers/ --teacher ours --suspect theirs --control a,b,c",
      "  stillwatch lineage register plan.toml",
      "  stillwatch lineage test --suspect https://host/v1 --plan plan.toml --evidence theirs.jsonl",
      "  stillwatch lineage verify theirs.jsonl",
      "",
      "docs/lineage.md says what each can show and what it cannot.",
    })
public final class LineageCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  LineageCommand(Console console) {
    this.console = console;
  }

  /// The command with those that it holds.
  public static CommandLine of(Console console, Map<String, String> environment) {
    return new CommandLine(new LineageCommand(console))
        .addSubcommand(new LineageCompareCommand(console))
        .addSubcommand(new LineageStudyCommand(console))
        .addSubcommand(new LineageSeenCommand(console))
        .addSubcommand(new LineageProbesCommand(console, environment))
        .addSubcommand(new LineageTestCommand(console, environment))
        .addSubcommand(new LineageTracedCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command; lineage takes compare, study, seen, probes, register, test, traced, verify or verify-manifest");
  }

  @Command(
      name = "register",
      header = "Fixes a plan before the first query, and prints the hash to publish.",
      description =
          "Writes PLAN.registered beside the plan; test refuses a plan that changed after.")
  int register(@Parameters(paramLabel = "PLAN", description = "The plan file.") Path file)
      throws IOException {
    Plan plan = mended(() -> Plan.read(file));
    String commitment = mended(plan::commitment);
    Files.writeString(
        registered(file),
        Json.canonical(Map.of("commitment", commitment, "registration", mended(plan::registration)))
            + "\n");
    console.out().println(commitment);
    return Exit.FINISHED.code();
  }

  @Command(
      name = "verify",
      header =
          "Checks that a test's evidence is what was written, and names the first line that is not.",
      description = "Exit code 1 when there is one.")
  int verify(@Parameters(paramLabel = "EVIDENCE", description = "The file.") Path file)
      throws IOException {
    Optional<String> wrong = Evidence.verify(file);
    if (wrong.isPresent()) {
      console.complain(wrong.get());
      return Exit.FAILED.code();
    }
    console.out().println(file + " is whole and sealed");
    return Exit.FINISHED.code();
  }

  @Command(
      name = "verify-manifest",
      header = "Checks who signed a distilled model's manifest, and prints what it says.",
      description = "Exit code 1 when the signature is not that key's.")
  int verifyManifest(
      @Parameters(paramLabel = "MANIFEST", description = "The manifest.") Path manifest,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "The signer's public key, PEM.")
          Path key)
      throws IOException {
    try {
      Manifest.Claims claims = Manifest.verified(manifest, key);
      console
          .out()
          .println(
              "distilled from %s, %,d tokens, under: %s (%s)"
                  .formatted(claims.teacher(), claims.tokens(), claims.grant(), claims.at()));
      return Exit.FINISHED.code();
    } catch (BadInput wrong) {
      console.complain(wrong.line());
      return Exit.FAILED.code();
    }
  }

  /// Where a plan's registration is.
  static Path registered(Path plan) {
    return plan.resolveSibling(plan.getFileName() + ".registered");
  }

  /// Something that may find an input unusable.
  interface Attempt<T> {
    T make() throws IOException;
  }

  /// Turns what is wrong with an input into an end of the command.
  static <T> T mended(Attempt<T> attempt) throws IOException {
    try {
      return attempt.make();
    } catch (BadInput wrong) {
      throw Failure.unusable(wrong.line());
    }
  }
}
