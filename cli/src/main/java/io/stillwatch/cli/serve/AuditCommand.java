// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.store.Checkpoint;
import io.stillwatch.store.Store;
import io.stillwatch.store.Verification;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch audit`: checks the audit log; and takes an account out of what is kept.
@Command(
    name = "audit",
    header = "Checks the audit log of serve, and erases an account's data.",
    footer = {
      "",
      "Examples:",
      "  stillwatch audit head > checkpoint.txt        keep it where the server cannot write",
      "  stillwatch audit verify --checkpoint \"$(cat checkpoint.txt)\"",
      "  stillwatch audit erase acct_42 --reason \"request of the customer of 3 May\"",
    })
public final class AuditCommand implements Runnable {
  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  public AuditCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; audit takes head, verify or erase");
  }

  @Command(name = "head", header = "Prints the newest entry's number and hash.")
  int head(@Mixin Served served) throws IOException {
    Checkpoint head = Kept.in(served.settings(environment), store -> store.audit().head());
    console.out().println(head);
    return Exit.FINISHED.code();
  }

  @Command(
      name = "verify",
      header = "Walks over all entries and names the first that is not what was written.",
      description = "Exit code 1 when there is one.")
  int verify(
      @Mixin Served served,
      @Option(
              names = "--checkpoint",
              paramLabel = "SEQ:HASH",
              description = "What audit head printed once; then a log written anew shows too.")
          Optional<String> checkpoint)
      throws IOException {
    Verification found =
        Kept.in(
            served.settings(environment),
            store -> store.audit().verify(checkpoint.map(Checkpoint::parse)));
    if (found instanceof Verification.Whole) {
      console.out().println(found.sentence());
      return Exit.FINISHED.code();
    }
    console.complain(found.sentence());
    return Exit.FAILED.code();
  }

  @Command(
      name = "erase",
      header = "Takes an account out of all that is kept; the audit log stays whole.")
  int erase(
      @Mixin Served served,
      @Parameters(paramLabel = "ACCOUNT_ID", description = "The account.") String account,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, without the account's name.")
          String reason)
      throws IOException {
    Map<String, Integer> rows =
        Kept.in(served.settings(environment), store -> erased(store, account, reason));
    rows.forEach((table, n) -> console.out().println("%s: %,d".formatted(table, n)));
    return Exit.FINISHED.code();
  }

  private static Map<String, Integer> erased(Store store, String account, String reason) {
    return store.erase(account, "command line", reason);
  }
}
