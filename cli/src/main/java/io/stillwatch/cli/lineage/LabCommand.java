// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.lab.Bench;
import io.stillwatch.lineage.lab.Curve;
import io.stillwatch.lineage.lab.Lab;
import io.stillwatch.lineage.lab.LabServer;
import io.stillwatch.lineage.lab.Learner;
import io.stillwatch.marks.Decoys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch lab`: distillation, small and repeatable.
@Command(
    name = "lab",
    header = "Distils small models in known shares, and runs the tests of lineage on them.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lab curve                          power by share of marked text",
      "  stillwatch lab curve --exposures 0 --seeds 200  false positives",
      "  stillwatch lab curve --student neural         with small neural students",
      "  stillwatch lab make --out lab/ --exposure 0.2  a rehearsal: plan, keys and a student",
      "  stillwatch lab serve lab/                     the student behind an API",
    })
public final class LabCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  public LabCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; lab takes curve, make or serve");
  }

  /// What the teacher learns, and how much students do.
  static final class Material {
    @Option(
        names = "--text",
        paramLabel = "PATH",
        description = "A text file, or a folder of .txt (default: the laboratory's own text).")
    private Optional<Path> text = Optional.empty();

    @Option(
        names = "--window",
        paramLabel = "N",
        defaultValue = "2",
        description = "Window of the mark (default: 2).")
    private int window = 2;

    @Option(
        names = "--documents",
        paramLabel = "N",
        defaultValue = "2000",
        description = "Documents of 100 tokens that a student learns (default: 2000).")
    private int documents = 2_000;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Of everything (default: 1).")
    private long seed = 1;

    @Option(
        names = "--student",
        paramLabel = "KIND",
        defaultValue = "ngram",
        description = {
          "ngram: counts, seconds. neural: a small recurrent network through PyTorch, minutes;",
          "only in builds that carry it: ./mvnw -Pquick,neural -DskipTests -pl cli -am package",
          "(default: ngram)."
        })
    private String student = "ngram";

    Lab lab() throws IOException {
      try {
        return Lab.of(text.isPresent() ? Bench.read(text.get()) : Lab.ownText(40_000, 1));
      } catch (IllegalArgumentException tooShort) {
        throw Failure.unusable(String.valueOf(tooShort.getMessage()));
      }
    }

    Curve.Setting setting() throws IOException {
      Learner learner = LineageCommand.mended(() -> Learner.named(student));
      try {
        return new Curve.Setting(
            learner,
            new Lab.Size(
                window, documents, 100, Math.max(1, documents / 5), Math.max(1, documents)));
      } catch (IllegalArgumentException wrong) {
        throw Failure.usage(String.valueOf(wrong.getMessage()));
      }
    }
  }

  @Command(name = "curve", header = "The power of the test over shares of marked text.")
  int curve(
      @Mixin Material material,
      @Option(
              names = "--exposures",
              split = ",",
              defaultValue = "0,0.01,0.05,0.2,1",
              paramLabel = "SHARES",
              description = "Shares of marked documents (default: 0,0.01,0.05,0.2,1).")
          List<Double> exposures,
      @Option(
              names = "--seeds",
              defaultValue = "5",
              paramLabel = "N",
              description = "Students for each (default: 5).")
          int seeds,
      @Option(
              names = "--decoys",
              defaultValue = "0",
              paramLabel = "N",
              description =
                  "Rank each student's key among so many random ones on its free text, up to"
                      + " 1,000,000; decoy_p of --json (default: 0).")
          int decoys,
      @Option(
              names = "--json",
              paramLabel = "FILE",
              description = "Write the figures there; bound.curve of a plan takes them.")
          Optional<Path> json,
      @Option(names = "--svg", paramLabel = "FILE", description = "Write the plot there.")
          Optional<Path> svg)
      throws IOException {
    if (seeds < 1 || exposures.stream().anyMatch(e -> !(e >= 0 && e <= 1))) {
      throw Failure.usage("--seeds takes 1 or more, --exposures shares from 0 to 1");
    }
    if (decoys < 0 || decoys > Decoys.MOST || (decoys > 0 && json.isEmpty())) {
      throw Failure.usage("--decoys takes 0 to 1000000, and --json to write to");
    }
    Curve.Setting setting = material.setting();
    Lab lab = material.lab().ranking(decoys);
    Curve curve = Curve.of(lab, setting, exposures, seeds, material.seed);
    if (json.isPresent()) {
      Files.writeString(json.get(), curve.json() + "\n");
    }
    if (svg.isPresent()) {
      Files.writeString(svg.get(), curve.svg());
    }
    console.out().print(curve.text());
    return Exit.FINISHED.code();
  }

  @Command(
      name = "make",
      header = "Distils one student, and lays out all that a test of it needs.",
      description =
          "With --sign and --grant it also writes a signed manifest: the form for distilling a model of one's own.")
  int make(
      @Mixin Material material,
      @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder.")
          Path out,
      @Option(
              names = "--exposure",
              defaultValue = "0.2",
              paramLabel = "SHARE",
              description = "Share of marked documents (default: 0.2).")
          double exposure,
      @Option(names = "--sign", paramLabel = "FILE", description = "An Ed25519 private key, PEM.")
          Optional<Path> sign,
      @Option(
              names = "--grant",
              paramLabel = "TEXT",
              description = "The licence or contract that allows it.")
          Optional<String> grant)
      throws IOException {
    if (sign.isPresent() != grant.isPresent()) {
      throw Failure.usage("--sign and --grant go together");
    }
    Bench bench =
        LineageCommand.mended(
            () -> Bench.make(material.lab(), material.setting(), exposure, material.seed));
    LineageCommand.mended(
        () -> {
          bench.write(out);
          if (sign.isPresent()) {
            bench.manifest(out, sign.get(), grant.get(), Instant.now().toString());
          }
          return out;
        });
    console.out().println("written to " + out + "; next:");
    console.out().println("  stillwatch lineage register " + out.resolve("plan.toml"));
    console.out().println("  stillwatch lab serve " + out);
    return Exit.FINISHED.code();
  }

  @Command(
      name = "serve",
      header = "Serves a student behind an OpenAI-compatible API, on this machine only.",
      description = "Until it is stopped.")
  int serve(
      @picocli.CommandLine.Parameters(paramLabel = "DIR", description = "What make wrote.")
          Path folder,
      @Option(
              names = "--port",
              defaultValue = "8901",
              paramLabel = "N",
              description = "0 for any (default: 8901).")
          int port,
      @Option(names = "--proxy", description = "Serve the marked teacher instead: a live proxy.")
          boolean proxy,
      @Option(names = "--no-logprobs", description = "Tell no log-probabilities.") boolean silent)
      throws IOException, InterruptedException {
    LabServer.Model model = LineageCommand.mended(() -> Bench.load(folder, proxy, !silent));
    try (LabServer server = LabServer.start(port, model)) {
      console.out().println("serving " + server.address());
      console.flush();
      Thread.currentThread().join();
    }
    return Exit.FINISHED.code();
  }
}
