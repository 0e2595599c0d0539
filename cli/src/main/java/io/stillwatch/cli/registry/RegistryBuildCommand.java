// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.registry;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.scan.Keys;
import io.stillwatch.cli.scan.Registries;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch registry build`: sketches of public texts.
@Command(
    name = "build",
    header = "Makes a registry of public prompts and scaffolds, for scan --registry.",
    description = {
      "A benchmark that a hundred laboratories run, or the system prompt of a framework, ties nobody"
          + " together. What is registered is not counted as something accounts have in common."
          + " The registry holds keyed hashes and no words.",
      "",
      "A .jsonl or .jsonl.gz file holds a prompt a row, under messages, prompt, text, question,"
          + " instruction, query, problem or input; a system text beside it is a scaffold. Any other"
          + " file of UTF-8 text, of 4 MiB or less, is one scaffold as a whole; what is no such text"
          + " is left out and counted. What three prompts of a set begin with is taken as"
          + " their scaffold."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch registry build benchmarks/ frameworks/agent.txt --out public.registry",
      "  stillwatch scan logs/ --registry public.registry --out found/",
    })
final class RegistryBuildCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, and folders of them.")
  private List<Path> files = List.of();

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The registry.")
  private Path out = Path.of("");

  @Option(
      names = "--seed-key",
      paramLabel = "FILE",
      description = "The key of the scans it is for; the public one when absent.")
  private Optional<Path> seedKey = Optional.empty();

  RegistryBuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    DetectConfig config = Keys.config(seedKey);
    var builder = new Registry.Builder(config);
    var reader = new PublicFiles(builder);
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw Failure.unusable(file + " does not exist; name files of public prompts");
      }
      reader.read(file);
    }
    Registry registry = builder.build();
    if (registry.size() == 0) {
      throw Failure.unusable(
          "no prompt and no scaffold was found%s; see registry build --help"
              .formatted(
                  reader.leftOut().isEmpty() ? "" : " (files left out: " + reader.leftOut() + ")"));
    }
    Registries.write(registry, config, out);
    console
        .out()
        .println(
            "%,d prompts and %,d scaffolds, as %,d sketches: %s"
                .formatted(reader.prompts(), reader.scaffolds(), registry.size(), out));
    if (reader.skipped() > 0) {
      console
          .err()
          .println("%,d rows held no prompt under a known name".formatted(reader.skipped()));
    }
    if (!reader.leftOut().isEmpty()) {
      console.err().println("files left out: " + reader.leftOut());
    }
    return Exit.FINISHED.code();
  }
}
