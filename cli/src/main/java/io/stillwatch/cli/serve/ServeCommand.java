// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import io.stillwatch.cli.kit.Stop;
import io.stillwatch.ingest.BadInput;
import io.stillwatch.respond.BadPolicy;
import io.stillwatch.server.Server;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.journal.DamagedJournal;
import io.stillwatch.store.journal.JournalFailed;
import io.stillwatch.store.journal.JournalInUse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch serve`: everything live, until it is told to stop.
@Command(
    name = "serve",
    aliases = "gateway",
    header = "Runs everything live: takes exchanges, detects, decides, answers gateways.",
    description = {
      "Exchanges that are acknowledged are on the disk; a restart, or kill -9, loses none and does"
          + " nothing twice. The first start makes a token for an admin, and says where it is.",
      "",
      "Stops on SIGTERM and on Ctrl-C, when what is under way is done. Logs go to standard error, a"
          + " JSON object a line, without any word of a prompt."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch serve",
      "  stillwatch gateway --upstream https://api.openai.com",
      "  stillwatch serve --data /var/lib/stillwatch --database jdbc:postgresql://db/stillwatch",
      "  stillwatch serve --engine flink --kafka kafka:9092",
      "  curl -H \"Authorization: Bearer $(cat stillwatch-data/first-admin.token)\" \\",
      "    --data-binary @exchanges.jsonl.gz http://127.0.0.1:8700/v1/exchanges",
      "",
      "docs/serve.md explains the settings; stillwatch config shows them.",
    })
public final class ServeCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private Served served = new Served();

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Model API to stand in front of, as a streaming proxy on the port for gateways.")
  private Optional<String> upstream = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "Where detection runs: embedded, in this process (default), or flink, on a cluster that"
              + " reads from --kafka.")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--kafka",
      paramLabel = "BROKERS",
      description = "Addresses of Kafka's brokers, with commas between.")
  private Optional<String> brokers = Optional.empty();

  public ServeCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    LogLines.toStandardError(console);
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (Server server = start()) {
      Stop.onSignal(stop, stopped);
      greet(server);
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
    return Exit.FINISHED.code();
  }

  private Server start() throws IOException {
    try {
      return Server.start(served.settings(environment, options()), InstantSource.system());
    } catch (BadPolicy | BadInput | JournalInUse | DamagedJournal | JournalFailed | StoreFailed e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Failure.failed("the server cannot start: " + Cause.of(e));
    }
  }

  private Map<String, String> options() {
    var options = new TreeMap<String, String>();
    upstream.ifPresent(url -> options.put("gateway.upstream", url));
    engine.ifPresent(word -> options.put("detect.engine", word));
    brokers.ifPresent(addresses -> options.put("kafka.brokers", addresses));
    return options;
  }

  private void greet(Server server) {
    console.out().println("listening on " + written(server.address()));
    server.gateways().ifPresent(at -> console.out().println("gateways on " + written(at)));
    server
        .firstToken()
        .ifPresent(file -> console.out().println("a token for the first admin is in " + file));
    server
        .job()
        .ifPresent(
            arguments ->
                console
                    .out()
                    .println(
                        "detection runs on the cluster, once:"
                            + " flink run -d stillwatch-flink.jar "
                            + arguments));
    console.out().flush();
  }

  private static String written(InetSocketAddress at) {
    return at.getHostString() + ":" + at.getPort();
  }
}
