// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.collect.Collector;
import io.stillwatch.lineage.compare.Probe;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Endpoint;
import io.stillwatch.lineage.trial.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stillwatch lineage probes`: questions whose answers show arbitrary preferences.
@Command(
    name = "probes",
    header = "Prints our probes, or asks a model about them, for compare.",
    description =
        "A probe has no better answer: pick a number, name a colour, invent a dragon. Without --ask it"
            + " prints them. With --ask it asks an OpenAI-compatible endpoint each of them several times at"
            + " temperature 1, and keeps the answers for lineage compare. Every answer is on the disk before"
            + " the next question goes out: started again, it goes on. The API key, if one is needed, comes"
            + " from a file or from STILLWATCH_SUSPECT_API_KEY.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage probes",
      "  stillwatch lineage probes --ask https://host/v1 --model x-large --out answers/x-large.jsonl",
      "  stillwatch lineage probes --ask https://host/v1 --model x-large --out answers/x-large.jsonl \\",
      "      --prompts prompts.jsonl --tokens 600",
    })
final class LineageProbesCommand implements Callable<Integer> {
  private static final String KEY = "STILLWATCH_SUSPECT_API_KEY";

  private final Console console;
  private final Map<String, String> environment;

  @Option(names = "--ask", paramLabel = "URL", description = "The base address to ask.")
  private Optional<URI> address = Optional.empty();

  @Option(names = "--model", paramLabel = "NAME", description = "The model's name there.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--out", paramLabel = "FILE", description = "Where answers are kept.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description = "Ask these once each instead of the probes: JSON Lines with id and text.")
  private Optional<Path> prompts = Optional.empty();

  @Option(names = "--times", defaultValue = "10", description = "How often each probe is asked.")
  private int times;

  @Option(names = "--tokens", defaultValue = "300", description = "How long an answer may be.")
  private int tokens;

  @Option(names = "--api", defaultValue = "chat", description = "chat or completions.")
  private String api = "";

  @Option(names = "--requests", defaultValue = "2000", description = "At most, over all runs.")
  private long requests;

  @Option(names = "--budget-tokens", defaultValue = "500000", description = "At most, likewise.")
  private long most;

  @Option(names = "--per-second", defaultValue = "2", description = "Requests a second at most.")
  private double perSecond;

  @Option(names = "--api-key-file", paramLabel = "FILE", description = "Holds the API key.")
  private Optional<Path> keyFile = Optional.empty();

  LineageProbesCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (address.isEmpty()) {
      Probe.shipped()
          .forEach(
              one ->
                  console
                      .out()
                      .println(
                          "%-18s%-9s%s"
                              .formatted(
                                  one.id(),
                                  one.reads().name().toLowerCase(Locale.ROOT),
                                  one.text())));
      return Exit.FINISHED.code();
    }
    return ask(address.get());
  }

  private int ask(URI at) throws IOException, InterruptedException {
    if (!"https".equals(at.getScheme()) && !"http".equals(at.getScheme())) {
      throw Failure.usage("--ask is " + at + "; it takes an address such as https://host/v1");
    }
    String name = model.orElseThrow(() -> Failure.usage("--ask takes --model, its name there"));
    Path file = out.orElseThrow(() -> Failure.usage("--ask takes --out, where answers are kept"));
    if (times < 1 || tokens < 1 || !(perSecond > 0)) {
      throw Failure.usage("--times, --tokens and --per-second are more than 0");
    }
    try {
      var budget = new Plan.Budget(requests, most, perSecond, 60, 6);
      var manner = new Endpoint.Manner(name, api(), Plan.GoingOn.ASK, budget);
      var endpoint = new Endpoint(at, key(), manner, Clock.systemUTC(), Thread::sleep);
      Collector.Done done = new Collector(name, budget).run(endpoint, questions(), file);
      console
          .out()
          .println(
              "%,d answers of %s in %s%s"
                  .formatted(
                      done.answered(),
                      name,
                      file,
                      done.left() == 0
                          ? ""
                          : "; the budget did not reach for %,d more".formatted(done.left())));
      return Exit.FINISHED.code();
    } catch (BadInput wrong) {
      throw Failure.unusable(wrong.line());
    }
  }

  private List<Collector.Asked> questions() throws IOException {
    return prompts.isPresent()
        ? Collector.prompts(prompts.get(), tokens)
        : Collector.probes(Probe.shipped(), times, tokens);
  }

  private Plan.Api api() {
    return switch (api) {
      case "chat" -> Plan.Api.CHAT;
      case "completions" -> Plan.Api.COMPLETIONS;
      default -> throw Failure.usage("--api is " + api + "; it takes chat or completions");
    };
  }

  private Optional<String> key() throws IOException {
    if (keyFile.isPresent()) {
      return Optional.of(Files.readString(keyFile.get()).strip());
    }
    return Optional.ofNullable(environment.get(KEY));
  }
}
