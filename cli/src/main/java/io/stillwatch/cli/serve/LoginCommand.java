// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.server.login.Attempt;
import io.stillwatch.server.login.CodeFlow;
import io.stillwatch.server.login.LoginFailed;
import io.stillwatch.server.login.Loopback;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch login`: a person gets a token of the issuer, by the browser.
@Command(
    name = "login",
    header = "Logs you in at the OpenID Connect issuer of serve, by your browser.",
    description = {
      "Prints an address to open, and waits on this machine for the browser to come back (RFC 8252,"
          + " with PKCE). The token is kept in a file that only you may read, until it ends.",
      "",
      "The issuer must know a public client of the id that --client says, with the redirect"
          + " http://127.0.0.1/callback on any port."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch login",
      "  curl -H \"Authorization: Bearer $(stillwatch login --print)\" \\",
      "    http://127.0.0.1:8700/v1/campaigns",
    })
public final class LoginCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BYTES = 32;

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private Served served = new Served();

  @Option(
      names = "--client",
      paramLabel = "ID",
      description = "Client id at the issuer (default: the setting people.oidc-audience).")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the token is kept (default: .config/stillwatch/token at home).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--print",
      fallbackValue = "true",
      description = "Print the token that is kept, and log nobody in.")
  private boolean print;

  public LoginCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    var kept = new TokenFile(file.orElseGet(() -> TokenFile.usual(environment)));
    if (print) {
      console.out().println(kept.token(Instant.now()).orElseThrow(LoginCommand::none));
      return Exit.FINISHED.code();
    }
    CodeFlow.Person person = person(served.settings(environment));
    kept.write(person.token(), person.until());
    console
        .out()
        .println(
            "logged in as %s%s until %s; the token is in %s"
                .formatted(
                    person.subject(),
                    person.role().map(role -> " (" + role + ")").orElse(", without a role"),
                    person.until(),
                    kept.file()));
    return Exit.FINISHED.code();
  }

  private static Failure none() {
    return Failure.unusable("no token is kept that has not ended; run stillwatch login");
  }

  private CodeFlow.Person person(Settings settings) throws IOException {
    String issuer =
        settings
            .some(Key.OIDC_ISSUER)
            .orElseThrow(() -> Failure.usage("people.oidc-issuer is not set, so nobody logs in"));
    try (Loopback loopback = Loopback.open()) {
      CodeFlow flow =
          CodeFlow.at(
              issuer,
              client.orElseGet(() -> settings.text(Key.OIDC_AUDIENCE)),
              Optional.empty(),
              settings.text(Key.OIDC_SCOPE));
      Attempt attempt = Attempt.of(random(), loopback.redirect());
      console.err().println("open this in your browser: " + flow.begin(attempt));
      console.err().flush();
      return flow.end(attempt, loopback.await(PATIENCE), settings.text(Key.OIDC_ROLE_CLAIM));
    } catch (LoginFailed e) {
      throw Failure.unusable("the login failed: " + e.getMessage());
    } catch (IOException e) {
      throw Failure.unusable("the login failed: " + Cause.of(e));
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
