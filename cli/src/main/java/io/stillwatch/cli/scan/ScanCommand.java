// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Reporting;
import io.stillwatch.detect.DetectConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch scan`: from logs to a finding.
@Command(
    name = "scan",
    header = "Scans logs for campaigns.",
    description =
        "Reads exchange logs and writes what it found: campaigns with their evidence, the accounts"
            + " in them, and what would overturn each finding.",
    footer = {
      "",
      "Every option can also be set in the environment: --max-rejected is",
      "STILLWATCH_SCAN_MAX_REJECTED. The command line wins.",
      "",
      "Examples:",
      "  stillwatch scan logs/ --out found/",
      "  stillwatch scan may.jsonl.gz june.jsonl.zst --out found/",
      "  stillwatch scan logs/ --accounts signups.jsonl --fdr 0.001 --out found/",
      "  stillwatch scan spend.jsonl --format litellm --prices prices.csv --out found/",
      "  stillwatch scan logs/ --out found/ --json --quiet > scan.json",
      "  stillwatch scan logs/ --out found/ --explain acct_7h2k",
      "  stillwatch scan logs/ --requests --out found/",
      "  stillwatch scan logs/ --seal --out found/",
      "  stillwatch scan logs/today.jsonl.gz --state state/ --out found/",
      "",
      "Look next at report.html in the --out folder.",
      "Exit codes: 0 finished, whether something was found or not; 2 usage; 3 input",
      "unusable; 4 too many lines rejected.",
    })
public final class ScanCommand implements Callable<Integer> {
  private final ScanJobs jobs;
  private final Console console;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Log files, plain or compressed (gz, zst), and folders of them, in any order.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--accounts",
      paramLabel = "FILE",
      description = "Account records: signup time, organisation, payment fingerprint. Repeatable.")
  private List<Path> accounts = List.of();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = LogFormat.Word.class,
      defaultValue = "auto",
      description = "How the logs are written: auto, stillwatch, litellm or otel (default: auto).")
  private LogFormat format = LogFormat.AUTO;

  @Option(
      names = "--ip-intel",
      paramLabel = "CSV",
      description = "What is known of networks: hosting, mobile, residential proxy.")
  private Optional<Path> ipIntel = Optional.empty();

  @Option(
      names = "--ip-reputation",
      paramLabel = "CSV",
      description = "What is known of single addresses.")
  private Optional<Path> ipReputation = Optional.empty();

  @Option(
      names = "--prices",
      paramLabel = "CSV",
      description = "List prices by model, to say what was taken in money.")
  private Optional<Path> prices = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for what is found; made if it does not exist.")
  private Path out = Path.of("");

  @Option(
      names = "--max-rejected",
      paramLabel = "SHARE",
      converter = Share.class,
      defaultValue = "1%",
      description = "Stop when more lines than this cannot be read (default: 1%%).")
  private double maxRejected = ScanRequest.MAX_REJECTED;

  @Option(
      names = "--fdr",
      paramLabel = "SHARE",
      converter = Share.class,
      defaultValue = "0.01",
      description = "Share of reported campaigns that may be false (default: 0.01).")
  private double fdr = ScanRequest.FDR;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads may work (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed-key",
      paramLabel = "FILE",
      description = "Secret that keys the hashes. Findings do not depend on it.")
  private Optional<Path> seedKey = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Go on where the last scan with this folder ended, and leave there what is known. Give"
              + " each scan only logs that are newer; what is older is left out and counted. It takes"
              + " the same --seed-key, --registry, --fdr and --without each time.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--explain",
      paramLabel = "ACCOUNT",
      description =
          "Tell why this account is named or not: every group it was looked at in, every term and"
              + " its null, and what would change it. Repeatable.")
  private List<String> explain = List.of();

  @Option(
      names = "--registry",
      paramLabel = "FILE",
      description =
          "Public prompts and scaffolds, as stillwatch registry build writes them: they tie nobody"
              + " together.")
  private Optional<Path> registry = Optional.empty();

  @Option(
      names = "--requests",
      fallbackValue = "true",
      description =
          "Read the logs a second time and list which requests of the named accounts belong to the"
              + " campaign, in requests.csv.gz. With --state: of this scan's logs only.")
  private boolean requests;

  @Option(
      names = "--judge-every",
      paramLabel = "TIME",
      converter = Rhythm.class,
      defaultValue = "1h",
      description =
          "How often groups are looked at, in the log's own time: 1h, or from 1m to 30m where"
              + " stillwatch serve is to be followed, which does so every 10m (default: 1h).")
  private Duration judgeEvery = DetectConfig.HOURLY;

  @Option(
      names = "--seal",
      fallbackValue = "true",
      description =
          "Read the logs a second time and keep, in the folder evidence, what every number of each"
              + " finding can be computed from again: for stillwatch dossier.")
  private boolean seal;

  @Option(
      names = "--without",
      paramLabel = "PART",
      split = ",",
      description =
          "Leave a part of detection out, to measure what it is worth: ${COMPLETION-CANDIDATES}.")
  private Set<DetectConfig.Part> without = Set.of();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      converter = ScanEngine.Word.class,
      defaultValue = "embedded",
      description =
          "Where to detect: embedded, or flink for an Apache Flink cluster that sees the --out"
              + " folder; --threads is then the number of its tasks (default: embedded).")
  private ScanEngine engine = ScanEngine.EMBEDDED;

  @Option(
      names = "--flink",
      paramLabel = "FILE",
      defaultValue = "flink",
      description = "Flink's own command line, for --engine flink (default: flink on the PATH).")
  private Path flink = Path.of("flink");

  @Option(
      names = "--flink-jar",
      paramLabel = "FILE",
      description = "The job, for --engine flink (default: flink/target/stillwatch-flink.jar).")
  private Optional<Path> flinkJar = Optional.empty();

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print scan.json on standard output, and nothing else.")
  private boolean json;

  @Option(names = "--quiet", fallbackValue = "true", description = "No progress, no summary.")
  private boolean quiet;

  public ScanCommand(ScanJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw Failure.usage("--out is " + out + ", a file; it takes a folder");
    }
    ScanResult result = Reporting.during(console, quiet, line -> jobs.scan(request(), line));
    if (json) {
      console.out().println(result.json().stripTrailing());
    } else if (!quiet) {
      console.out().println(result.summary(console.colour(), console.width()).stripTrailing());
      console.out().println("report: " + result.report());
    }
    result.explanations().forEach((json ? console.err() : console.out())::println);
    return Exit.FINISHED.code();
  }

  private ScanRequest request() {
    return new ScanRequest(
        inputs,
        accounts,
        format,
        ipIntel,
        ipReputation,
        prices,
        out,
        maxRejected,
        fdr,
        threads,
        seedKey,
        state,
        explain,
        registry,
        requests,
        seal,
        cluster(),
        judgeEvery,
        without);
  }

  private Optional<ClusterRequest> cluster() {
    return switch (engine) {
      case EMBEDDED -> Optional.empty();
      case FLINK ->
          Optional.of(
              new ClusterRequest(flink, flinkJar.orElseGet(ClusterRequest::builtJar), threads));
    };
  }
}
