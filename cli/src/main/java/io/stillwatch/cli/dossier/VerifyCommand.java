// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Sealed;
import io.stillwatch.dossier.seal.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch verify`: computes a sealed file again.
@Command(
    name = "verify",
    header = "Computes every number of a sealed file again, from nothing else.",
    description =
        "Checks digests, signature and time, counts the exhibits, and computes every e-value again."
            + " Names the first thing that does not match. Reads no network and no settings.",
    footer = {
      "",
      "A signature shows whose key it was; whose key that is you have to know from elsewhere.",
      "--signer and --tsa-signer hold the file to a key and a certificate that you were told.",
      "",
      "Examples:",
      "  stillwatch verify sw-b8b869ede002.sealed",
      "  stillwatch verify sw-b8b869ede002.sealed --signer 3f1a...",
      "",
      "Exit codes: 0 all of it matches; 1 something does not; 2 usage; 3 no such file.",
    })
public final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A sealed file.")
  private Path file = Path.of("");

  @Option(
      names = "--signer",
      paramLabel = "SHA256",
      description = "Digest of the public key that must have signed it.")
  private Optional<String> signer = Optional.empty();

  @Option(
      names = "--tsa-signer",
      paramLabel = "SHA256",
      description = "Digest of the certificate that must have signed the time.")
  private Optional<String> authority = Optional.empty();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  public VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " does not exist; verify takes a sealed file");
    }
    try {
      Sealed sealed = Sealed.open(file);
      held("signer", signer, sealed.signature().map(Sealed.Signed::key));
      held("tsa-signer", authority, sealed.stamp().map(stamp -> stamp.certificate()));
      console
          .out()
          .println(
              json ? json(new Result(true, "", lines(sealed))) : String.join("\n", lines(sealed)));
      return Exit.FINISHED.code();
    } catch (Broken e) {
      String why = file + " does not match: " + e.getMessage();
      if (json) {
        console.out().println(json(new Result(false, why, List.of())));
      } else {
        console.complain(why);
      }
      return Exit.FAILED.code();
    }
  }

  /// What is printed with `--json`.
  record Result(boolean matches, String first, List<String> lines) {
    Result {
      lines = List.copyOf(lines);
    }
  }

  private static String json(Result result) {
    return new JsonMapper().writeValueAsString(result);
  }

  private void held(String option, Optional<String> asked, Optional<String> found) throws Broken {
    if (asked.isPresent() && !asked.get().toLowerCase(Locale.ROOT).equals(found.orElse("nobody"))) {
      throw Sealed.other(option, asked.get(), found.orElse("nobody"));
    }
  }

  private static List<String> lines(Sealed sealed) {
    var lines = new ArrayList<String>();
    lines.add("campaign " + sealed.campaign() + ": every number matches its evidence.");
    lines.add("file: SHA-256 " + sealed.sha256());
    lines.add(
        sealed
            .signature()
            .map(
                s ->
                    "signed: "
                        + s.algorithm()
                        + ", key "
                        + s.key()
                        + (s.subject().isEmpty() ? "" : ", " + s.subject()))
            .orElse("signed: by nobody; the file is whole, whose it is it does not show"));
    lines.add(
        sealed
            .stamp()
            .map(s -> "time: " + s.at() + " by " + s.by() + ", certificate " + s.certificate())
            .orElse("time: no authority was asked"));
    lines.add("computed again:");
    sealed.verified().checks().forEach(check -> lines.add("  " + check));
    lines.add("taken on trust:");
    Verified.trusted().forEach(one -> lines.add("  " + one));
    return lines;
  }
}
