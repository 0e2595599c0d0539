// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which TAXII server, and who one is there.
final class TaxiiOptions {
  @Option(
      names = "--root",
      required = true,
      paramLabel = "URL",
      description = "API root of the server, such as https://hub.example/taxii2/coalition/.")
  private String root = "";

  @Option(names = "--user", paramLabel = "NAME", description = "Name for Basic.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Password of --user, or without it a bearer token.")
  private Optional<Path> secret = Optional.empty();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "PEM of the certificate chain to show; needs --key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--key", paramLabel = "FILE", description = "PEM of its private key (PKCS#8).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM of who signs servers (default: whom this machine trusts).")
  private Optional<Path> authorities = Optional.empty();

  /// Work with a server.
  interface Work<T> {
    T with(TaxiiClient client) throws IOException;
  }

  /// @throws Failure when it cannot be done
  <T> T work(Work<T> work) throws IOException {
    LogLines.off();
    try (TaxiiClient client = TaxiiClient.open(connection())) {
      return work.with(client);
    } catch (TaxiiFailed e) {
      throw Failure.failed(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private Connection connection() throws IOException {
    if (certificate.isPresent() != key.isPresent()) {
      throw Failure.usage("--certificate and --key go together");
    }
    if (user.isPresent() && secret.isEmpty()) {
      throw Failure.usage("--user needs --secret-file");
    }
    Connection connection = Connection.anonymous();
    if (secret.isPresent()) {
      String text = Files.readString(secret.get()).strip();
      connection =
          user.map(name -> Connection.basic(name, text)).orElseGet(() -> Connection.bearer(text));
    }
    if (certificate.isPresent() && key.isPresent()) {
      connection = connection.showing(new Connection.Own(certificate.get(), key.get()));
    }
    return authorities.isPresent() ? connection.trusting(authorities.get()) : connection;
  }

  /// The API root, ending in a slash.
  URI root() {
    try {
      return new URI(root.endsWith("/") ? root : root + "/");
    } catch (java.net.URISyntaxException e) {
      throw Failure.usage("--root is no URL");
    }
  }

  /// The address of a collection.
  ///
  /// @param name its id or alias
  URI collection(String name) {
    if (!name.matches("[A-Za-z0-9._~-]+")) {
      throw Failure.usage("--collection takes an id or an alias");
    }
    return root().resolve("collections/" + name + "/");
  }
}
