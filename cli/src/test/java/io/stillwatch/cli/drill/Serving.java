// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch serve` as a process of its own, and a client of it.
public final class Serving implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ServeProcess process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;

  private Serving(ServeProcess process, URI address, String token) {
    this.process = process;
    this.address = address;
    this.token = token;
  }

  /// Starts it, and waits until it listens.
  public static Serving start(Path data, String... settings) throws IOException {
    var options = new ArrayList<String>();
    for (String setting : settings) {
      options.addAll(List.of("--set", setting));
    }
    Path log = data.resolveSibling(data.getFileName() + ".log");
    ServeProcess process = ServeProcess.start(data, options, log);
    try {
      URI address = URI.create("http://" + process.line("listening on "));
      return new Serving(process, address, process.admin());
    } catch (IOException | RuntimeException e) {
      process.close();
      throw new IllegalStateException("serve did not start: " + Files.readString(log), e);
    }
  }

  public HttpResponse<String> send(String method, String path, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  public JsonNode get(String path) throws IOException {
    return MAPPER.readTree(send("GET", path, new byte[0]).body());
  }

  /// A figure of `/metrics`.
  public double figure(String name) throws IOException {
    for (String line : send("GET", "/metrics", new byte[0]).body().split("\n")) {
      if (line.startsWith(name + " ")) {
        return Double.parseDouble(line.substring(name.length() + 1));
      }
    }
    throw new IllegalStateException("there is no figure " + name);
  }

  public URI address() {
    return address;
  }

  /// As a loss of power would.
  public void kill() throws InterruptedException {
    process.kill();
  }

  public long pid() {
    return process.handle().pid();
  }

  boolean lives() {
    return process.handle().isAlive();
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
