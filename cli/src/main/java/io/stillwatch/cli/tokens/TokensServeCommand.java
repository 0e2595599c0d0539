// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.tokens;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch tokens serve`: a holder of the key, or of a share of it, until it is told to stop.
@Command(
    name = "serve",
    header = "Runs a token service: holds the key, or a share of it, and counts.",
    description = {
      "Peers that are known by their certificate need --keystore and --clients. Without TLS it"
          + " listens on this machine only."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch tokens serve holder/ --peers peers.toml",
      "  stillwatch tokens serve holder/ --peers peers.toml --listen 0.0.0.0:8710 \\",
      "    --keystore holder.p12 --password-file holder.password --clients peers.pem",
    })
final class TokensServeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FOLDER", description = "Keys and counts; made when it is missing.")
  private Path folder = Path.of(".");

  @Option(
      names = "--peers",
      required = true,
      paramLabel = "FILE",
      description = "Who is served, from tokens enrol. Read at the start.")
  private Path peers = Path.of(".");

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8710",
      description = "Where (default: 127.0.0.1:8710).")
  private String listen = "";

  @Option(names = "--keystore", paramLabel = "FILE", description = "Own certificate, PKCS#12.")
  private Optional<Path> keystore = Optional.empty();

  @Option(names = "--password-file", paramLabel = "FILE", description = "The keystore's password.")
  private Optional<Path> password = Optional.empty();

  @Option(
      names = "--clients",
      paramLabel = "FILE",
      description = "Certificates that clients show or are signed by, PEM.")
  private Optional<Path> clients = Optional.empty();

  TokensServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LogLines.toStandardError(console);
    var stop = new CountDownLatch(1);
    Optional<TokenHub.Tls> tls = keystore.map(store -> new TokenHub.Tls(store, word(), clients));
    try (TokenHub hub = TokenHub.open(folder, peers, address(), tls)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown));
      console.out().println("listening on " + hub.base());
      console.out().flush();
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Exit.FINISHED.code();
  }

  private Path word() {
    return password.orElseThrow(() -> Failure.usage("--keystore needs --password-file"));
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      var address =
          new InetSocketAddress(
              listen.substring(0, Math.max(colon, 0)),
              Integer.parseInt(listen.substring(colon + 1)));
      if (keystore.isEmpty()
          && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
        throw Failure.usage("--listen is no loopback address, and there is no --keystore for TLS");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--listen is " + listen + "; it takes HOST:PORT");
    }
  }
}
