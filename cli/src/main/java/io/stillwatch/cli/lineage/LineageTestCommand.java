// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Endpoint;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.Plan;
import io.stillwatch.lineage.trial.Trial;
import io.stillwatch.lineage.trial.Verdict;
import io.stillwatch.lineage.trial.VerdictReport;
import io.stillwatch.marks.keys.KeyFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stillwatch lineage test`: the randomised-secret test of an endpoint.
@Command(
    name = "test",
    header = "Tests whether a model was exposed to outputs that we marked with secrets of our own.",
    description =
        "Asks an OpenAI-compatible endpoint what a registered plan says, and judges the answers. Every"
            + " answer is on the disk before the next question goes out: a test that was interrupted goes"
            + " on where it stopped. The API key, if one is needed, comes from a file or from"
            + " STILLWATCH_SUSPECT_API_KEY.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage register plan.toml",
      "  stillwatch lineage test --suspect https://host/v1 --plan plan.toml --evidence theirs.jsonl",
    })
final class LineageTestCommand implements Callable<Integer> {
  private static final String KEY = "STILLWATCH_SUSPECT_API_KEY";

  private final Console console;
  private final Map<String, String> environment;

  @Option(
      names = "--suspect",
      required = true,
      paramLabel = "URL",
      description = "The base address, such as https://host/v1.")
  private URI suspect = URI.create("");

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "The registered plan.")
  private Path file = Path.of("");

  @Option(
      names = "--evidence",
      required = true,
      paramLabel = "FILE",
      description = "Every question and answer; new, or of this test.")
  private Path evidence = Path.of("");

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "Holds the suspect's API key.")
  private Optional<Path> keyFile = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report there too.")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  LineageTestCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!"https".equals(suspect.getScheme()) && !"http".equals(suspect.getScheme())) {
      throw Failure.usage(
          "--suspect is " + suspect + "; it takes an address such as https://host/v1");
    }
    try {
      Plan plan = Plan.read(file);
      String commitment = commitment();
      if (plan.secret().folder().isPresent()) {
        approved(plan.secret().folder().get(), commitment);
      }
      var endpoint = new Endpoint(suspect, key(), plan, Clock.systemUTC(), Thread::sleep);
      Verdict verdict =
          new Trial(plan, Clock.systemUTC())
              .run(endpoint, suspect.toString(), evidence, commitment);
      var report = new VerdictReport(verdict, commitment);
      if (html.isPresent()) {
        Files.writeString(html.get(), report.html());
      }
      console
          .out()
          .println(json ? Json.canonical(verdict.figures()) : report.text().stripTrailing());
      return Exit.FINISHED.code();
    } catch (BadInput wrong) {
      throw Failure.unusable(wrong.line());
    }
  }

  private static void approved(Path folder, String commitment) throws IOException {
    try {
      new KeyFolder(folder, Clock.systemUTC()).begin(commitment);
    } catch (IllegalStateException few) {
      throw Failure.unusable(String.valueOf(few.getMessage()));
    }
  }

  private String commitment() throws IOException {
    Path registered = LineageCommand.registered(file);
    if (!Files.exists(registered)) {
      throw Failure.unusable(
          file + " is not registered; run stillwatch lineage register " + file + " first");
    }
    return Json.text(
        Json.parse(Files.readString(registered), registered.toString()),
        "commitment",
        registered.toString());
  }

  private Optional<String> key() throws IOException {
    if (keyFile.isPresent()) {
      return Optional.of(Files.readString(keyFile.get()).strip());
    }
    return Optional.ofNullable(environment.get(KEY));
  }
}
