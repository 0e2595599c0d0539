// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.text.DamagedText;
import io.stillwatch.server.text.Vault;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch text`: words of exchanges that the operator has kept.
@Command(
    name = "text",
    header = "Shows the words of an exchange, where serve keeps them.",
    footer = {
      "",
      "Examples:",
      "  openssl rand -hex 32 > text.key && chmod 600 text.key",
      "  stillwatch serve --set text.keep=true --set text.key-file=text.key",
      "  stillwatch text show req_81f3 --reason \"appeal of 3 May\" --set text.keep=true \\",
      "    --set text.key-file=text.key",
    })
public final class TextCommand implements Runnable {
  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  public TextCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; text takes show");
  }

  @Command(
      name = "show",
      header = "Prints the words of an exchange as JSON, and writes into the audit log who asked.")
  int show(
      @Mixin Served served,
      @Parameters(paramLabel = "EXCHANGE_ID", description = "The request id.") String exchange,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, without the account's name.")
          String reason)
      throws IOException {
    Settings settings = served.settings(environment);
    String words = Kept.in(settings, store -> words(settings, store, exchange, reason));
    console.out().println(words);
    return Exit.FINISHED.code();
  }

  private static String words(Settings settings, Store store, String exchange, String reason) {
    try {
      return vault(settings, store)
          .show(exchange, "command line", reason)
          .orElseThrow(() -> none(exchange));
    } catch (DamagedText e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Vault vault(Settings settings, Store store) {
    return Vault.open(settings, store, InstantSource.system())
        .orElseThrow(() -> Failure.usage("text.keep is false, so there are no words to show"));
  }

  private static Failure none(String exchange) {
    return Failure.unusable("no words of " + exchange + " are kept, or not any longer");
  }
}
