// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import io.stillwatch.cli.kit.Stop;
import io.stillwatch.server.settings.HubFile;
import io.stillwatch.share.taxii.Hub;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import io.stillwatch.store.StoreFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch hub`: the TAXII server of a coalition, until it is told to stop.
@Command(
    name = "hub",
    header = "Runs a TAXII 2.1 server for a coalition: peers post, and read what others posted.",
    description = {
      "Who may call, and what each may read and write, stands in a file. What is acknowledged is on"
          + " the disk. Several may run on one PostgreSQL.",
      "",
      "Stops on SIGTERM and on Ctrl-C. Logs go to standard error, a JSON object a line.",
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch hub secret acme          a secret for a peer, and its lines for the file",
      "  stillwatch hub --config hub.toml",
      "",
      "The smallest hub.toml:",
      "  [peer.acme]",
      "  secret-sha256 = \"...\"",
      "  [collection.from-acme]",
      "  write = [\"acme\"]",
      "  read = [\"*\"]",
      "",
      "docs/taxii.md explains the rest.",
    })
public final class HubCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Peers, collections and settings (default: hub.toml).")
  private Path config = Path.of("hub.toml");

  public HubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LogLines.toStandardError(console);
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    HubFile file = file();
    try (Hub hub = start(file)) {
      Stop.onSignal(stop, stopped);
      greet(hub, file);
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
    return Exit.FINISHED.code();
  }

  private HubFile file() {
    try {
      return HubFile.read(config);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Failure.usage("--config cannot be used: " + Cause.of(e));
    }
  }

  private static Hub start(HubFile file) {
    try {
      return Hub.start(file.config(), file.coalition(), InstantSource.system());
    } catch (StoreFailed e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the hub cannot start: " + Cause.of(e));
    }
  }

  private void greet(Hub hub, HubFile file) {
    console.out().println("listening on " + hub.discovery());
    for (TaxiiCollection one : file.coalition().collections()) {
      console.out().println("collection " + hub.id(one.alias()) + " " + one.alias());
    }
    console.out().flush();
  }

  @Command(
      name = "secret",
      header = "Makes a secret for a peer, and the lines of hub.toml that let it in.",
      description =
          "The secret is the password of Basic and a bearer token at once. Give it to the peer by a"
              + " safe way; the file has its hash alone.")
  int secret(@Parameters(paramLabel = "PEER", description = "The peer's name.") String name) {
    String secret = Peer.freshSecret();
    try {
      Peer peer = Peer.bySecret(name, secret);
      console.out().println("# for " + peer.name() + " alone: " + secret);
      console.out().println("[peer." + name + "]");
      console.out().println("secret-sha256 = \"" + Peer.sha256(secret) + "\"");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }
}
