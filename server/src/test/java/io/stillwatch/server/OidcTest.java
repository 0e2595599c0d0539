// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.server.login.Attempt;
import io.stillwatch.server.login.CodeFlow;
import io.stillwatch.server.login.LoginFailed;
import io.stillwatch.server.login.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    Files.writeString(folder.resolve("secret"), "secret-of-pages\n");
    var settings =
        Map.of(
            "people.oidc-issuer",
            issuer,
            "people.oidc-client",
            "pages",
            "people.oidc-secret-file",
            folder.resolve("secret").toString());
    running = Running.start(folder.resolve("data"), settings);
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

  private static URI here(String path) {
    return URI.create("http://127.0.0.1:" + running.port() + path);
  }

  private static int posted(Browser browser, String csrf) throws Exception {
    var request =
        HttpRequest.newBuilder(here("/v1/tokens"))
            .POST(BodyPublishers.ofString("{\"name\":\"w\",\"role\":\"viewer\",\"days\":1}"));
    if (!csrf.isEmpty()) {
      request.header("X-CSRF-Token", csrf);
    }
    return browser.send(request).statusCode();
  }

  @Test
  void aPersonLogsInByTheBrowserAndOutAgain() throws Exception {
    try (var browser = new Browser("admin")) {
      assertThat(browser.get(here("/v1/tokens")).statusCode()).isEqualTo(401);
      URI callback =
          browser.until(here("/login?to=/v1/tokens"), here("/login/callback").toString());
      var back = browser.get(callback);
      assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
      assertThat(back.headers().firstValue("location")).hasValue("/v1/tokens");
      assertThat(back.headers().allValues("set-cookie"))
          .anyMatch(
              one ->
                  one.matches(
                      "stillwatch=[\\w-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax"))
          .anyMatch(one -> one.startsWith("stillwatch-login=; Path=/login; Max-Age=0"));
      assertThat(browser.get(here("/v1/tokens")).statusCode()).isEqualTo(200);

      JsonNode session = new JsonMapper().readTree(browser.get(here("/login/session")).body());
      assertThat(session.path("name").asString()).isEqualTo("admin");
      String csrf = session.path("csrf").asString();
      assertThat(posted(browser, "")).isEqualTo(403);
      assertThat(posted(browser, csrf + "x")).isEqualTo(403);
      assertThat(posted(browser, csrf)).isEqualTo(201);
      assertThat(running.get("/v1/audit?limit=100").text()).contains("\"action\":\"login\"");

      var out = HttpRequest.newBuilder(here("/logout")).POST(BodyPublishers.noBody());
      assertThat(browser.send(out).statusCode()).isEqualTo(403);
      String cookie = browser.cookies().getFirst().getValue();
      assertThat(browser.send(out.header("X-CSRF-Token", csrf)).statusCode()).isEqualTo(200);
      assertThat(browser.get(here("/v1/tokens")).statusCode()).isEqualTo(401);
      var old = HttpRequest.newBuilder(here("/v1/tokens")).header("Cookie", "stillwatch=" + cookie);
      try (var other = new Browser("mallory")) {
        assertThat(other.send(old).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void whoHasNoRoleOrNoAttemptOfItsOwnIsNotLetIn() throws Exception {
    try (var browser = new Browser("roleless");
        var other = new Browser("admin")) {
      URI callback = browser.until(here("/login"), here("/login/callback").toString());
      assertThat(browser.get(callback).statusCode()).isEqualTo(403);
      assertThat(browser.get(callback).statusCode()).as("a code is good once").isEqualTo(400);

      URI stolen = other.until(here("/login"), here("/login/callback").toString());
      try (var victim = new Browser("victim")) {
        assertThat(victim.get(stolen).statusCode()).as("no attempt").isEqualTo(400);
        victim.get(here("/login"));
        assertThat(victim.get(stolen).statusCode()).as("another's attempt").isEqualTo(400);
      }
      URI other2 = URI.create(stolen.toString().replaceFirst("code=[^&]+", "code=guessed"));
      assertThat(other.get(other2).statusCode()).isEqualTo(400);
      assertThat(other.get(here("/v1/campaigns")).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void afterALoginOneGoesNowhereElse() throws Exception {
    for (String to :
        new String[] {"//evil.example", "https://evil.example/", "/%5Cevil", "/a%0Ab"}) {
      try (var browser = new Browser("admin")) {
        String query = java.net.URLEncoder.encode(java.net.URLDecoder.decode(to, UTF_8), UTF_8);
        URI callback =
            browser.until(here("/login?to=" + query), here("/login/callback").toString());
        assertThat(browser.get(callback).headers().firstValue("location"))
            .as(to)
            .hasValue("/login/session");
      }
    }
  }

  @Test
  void theCommandLineLogsInOverAPortOfThisMachine() throws Exception {
    CodeFlow flow =
        CodeFlow.at(said.path("issuer").asString(), "stillwatch", Optional.empty(), "openid");
    try (var loopback = Loopback.open();
        var browser = new Browser("operator")) {
      Attempt attempt = Attempt.of("one", loopback.redirect());
      URI callback = browser.until(flow.begin(attempt), loopback.redirect().toString());
      assertThat(browser.get(loopback.redirect().resolve("/other")).statusCode()).isEqualTo(404);
      assertThat(browser.get(callback).statusCode()).isEqualTo(200);
      URI called = loopback.await(Duration.ofSeconds(60));
      assertThatThrownBy(
              () -> flow.end(Attempt.of("two", loopback.redirect()), called, "stillwatch_role"))
          .isInstanceOf(LoginFailed.class);
      CodeFlow.Person person = flow.end(attempt, called, "stillwatch_role");
      assertThat(person.subject()).isEqualTo("operator");
      assertThat(person.role()).hasValue("operator");
      assertThat(person.toString()).doesNotContain(person.token());
      assertThat(asked(person.token(), "/v1/decisions")).isEqualTo(200);
      assertThat(asked(person.token(), "/v1/tokens")).isEqualTo(403);
    }
  }
}
