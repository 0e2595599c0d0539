// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.Token;
import io.stillwatch.store.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch token`: makes, lists and ends tokens of the API.
@Command(
    name = "token",
    header = "Makes, lists and ends tokens for the API of serve.",
    footer = {
      "",
      "Examples:",
      "  stillwatch token create gateway-1 --role collector --days 365",
      "  stillwatch token list",
      "  stillwatch token revoke 3f9a0c1d2e4b5a69",
    })
public final class TokenCommand implements Runnable {
  private static final String ACTOR = "command line";

  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  public TokenCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; token takes create, list or revoke");
  }

  @Command(
      name = "create",
      header = "Makes a token, and prints its secret: it cannot be had again.")
  int create(
      @Mixin Served served,
      @Parameters(paramLabel = "NAME", description = "Who or what it is for.") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "collector, viewer, investigator, operator or admin.")
          String word,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "90",
              description = "When it ends by itself, 1 to 366 (default: 90).")
          int days)
      throws IOException {
    Role role =
        Role.of(word)
            .orElseThrow(() -> Failure.usage("--role is " + word + "; it takes " + roles()));
    if (days < 1 || days > 366) {
      throw Failure.usage("--days is " + days + "; it takes 1 to 366");
    }
    Tokens.Fresh fresh =
        Kept.in(
            served.settings(environment),
            store -> store.tokens().create(ACTOR, name, role, ends(days)));
    console.out().println(fresh.secret());
    return Exit.FINISHED.code();
  }

  private static Instant ends(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }

  private static String roles() {
    return Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
  }

  @Command(name = "list", header = "Lists all tokens, without their secrets.")
  int list(@Mixin Served served) throws IOException {
    for (Token token : Kept.in(served.settings(environment), store -> store.tokens().list())) {
      console
          .out()
          .println(
              "%s  %-12s  %-20s  until %s%s"
                  .formatted(
                      token.id(),
                      token.role().word(),
                      token.name(),
                      Instant.ofEpochMilli(token.expires()),
                      token.revokedAt().isPresent() ? "  revoked" : ""));
    }
    return Exit.FINISHED.code();
  }

  @Command(name = "revoke", header = "Ends a token at once.")
  int revoke(
      @Mixin Served served,
      @Parameters(paramLabel = "ID", description = "Its id, from token list.") String id)
      throws IOException {
    Kept.in(served.settings(environment), store -> revoked(store, id));
    return Exit.FINISHED.code();
  }

  private static String revoked(Store store, String id) {
    store.tokens().revoke(ACTOR, id);
    return id;
  }
}
