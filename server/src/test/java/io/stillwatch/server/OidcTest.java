// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens of an OpenID Connect provider that others wrote (`oidc-provider` of npm, certified by the
/// OpenID Foundation), and tokens that only look like them.
class OidcTest {
  @TempDir static Path folder;
  private static Process provider;
  private static JsonNode said;
  private static Running running;

  @BeforeAll
  static void aProviderAndAServer() throws Exception {
    Path home = Files.createDirectories(Path.of("target", "oidc"));
    for (String file : new String[] {"package.json", "package-lock.json", "provider.mjs"}) {
      Files.write(home.resolve(file), resource(file));
    }
    Process install = program(home, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    install.getInputStream().transferTo(System.err);
    assertThat(install.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(install.exitValue()).as("npm ci in %s", home.toAbsolutePath()).isZero();
    provider = program(home, "node", "provider.mjs");
    String line = "";
    while (line != null && !line.startsWith("{")) {
      line = provider.inputReader().readLine();
    }
    assertThat(line).as("what the provider says").isNotNull();
    said = new JsonMapper().readTree(line);
    String issuer = said.path("issuer").asString();
    running = Running.start(folder.resolve("data"), Map.of("people.oidc-issuer", issuer));
  }

  @AfterAll
  static void stop() throws IOException {
    if (running != null) {
      running.close();
    }
    if (provider != null) {
      provider.destroy();
      provider.onExit().join();
    }
  }

  private static Process program(Path home, String... command) {
    try {
      return new ProcessBuilder(command)
          .directory(home.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new AssertionError(command[0] + " is missing; apt-get install nodejs npm", e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = OidcTest.class.getResourceAsStream("/oidc/" + name)) {
      return in.readAllBytes();
    }
  }

  private static int asked(String token, String path) throws Exception {
    return running.caller.call(token, "GET " + path, path, "").status();
  }

  @Test
  void aTokenOfTheProviderHasTheRoleOfItsClaimAndNoMore() throws Exception {
    String operator = said.path("good").path("operator").asString();
    assertThat(asked(operator, "/v1/decisions")).isEqualTo(200);
    assertThat(asked(operator, "/v1/tokens")).isEqualTo(403);
    for (String admin : new String[] {"admin", "made"}) {
      assertThat(asked(said.path("good").path(admin).asString(), "/v1/tokens")).isEqualTo(200);
    }
  }

  @Test
  void anyOtherTokenIsNobodys() throws Exception {
    assertThat(said.path("bad").size()).isEqualTo(13);
    for (var one : said.path("bad").properties()) {
      assertThat(one.getValue().asString()).contains(".");
      assertThat(asked(one.getValue().asString(), "/v1/campaigns")).as(one.getKey()).isEqualTo(401);
    }
  }

  @Test
  void whatIsNoTokenAtAllIsNobodys() throws Exception {
    String good = said.path("good").path("admin").asString();
    String[] parts = good.split("\\.");
    for (String odd :
        new String[] {
          "x", "..", good + "x", parts[0] + "." + parts[1] + ".", "a.b.c", good + ".x"
        }) {
      assertThat(asked(odd, "/v1/campaigns")).as(odd).isEqualTo(401);
    }
  }

  @Test
  void aPersonWhoLogsInIsNamedInTheAuditLog() throws Exception {
    String admin = said.path("good").path("admin").asString();
    var made =
        running.caller.call(
            admin,
            "POST /v1/tokens",
            "/v1/tokens",
            "{\"name\":\"wall\",\"role\":\"viewer\",\"days\":1}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(running.get("/v1/audit?limit=100").text()).contains("\"actor\":\"admin\"");
  }
}
