// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

/// An end that the user can mend: one lower-case line that names the thing, the rule and the way
/// out. It is printed as it stands, without a stack trace.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Exit exit;

  private Failure(Exit exit, String line) {
    super(line);
    this.exit = exit;
  }

  public static Failure usage(String line) {
    return new Failure(Exit.USAGE, line);
  }

  public static Failure unusable(String line) {
    return new Failure(Exit.UNUSABLE, line);
  }

  public static Failure rejected(String line) {
    return new Failure(Exit.REJECTED, line);
  }

  public static Failure failed(String line) {
    return new Failure(Exit.FAILED, line);
  }

  public Exit exit() {
    return exit;
  }

  public String line() {
    return String.valueOf(getMessage());
  }
}
