// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.kit.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/// Where the process starts, and how a program runs a command without starting one.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Console console = Console.ofProcess(System.getenv());
    int code = new Shell(new House(), console, System.getenv()).run(args);
    console.flush();
    // The only place where the process ends: an exit code can be given in no other way. Whoever
    // calls `run` from a program of their own stays alive.
    System.exit(code);
  }

  /// Runs one command inside this process. It reads no environment, shows no progress, and leaves
  /// the process alive. Several may run at once.
  ///
  /// @param said receives what the process would say on standard output and standard error
  /// @return its exit code
  public static int run(Writer said, String... args) {
    PrintWriter out = new PrintWriter(said);
    int code = new Shell(new House(), new Console(out, out, false, false, 80), Map.of()).run(args);
    out.flush();
    return code;
  }
}
