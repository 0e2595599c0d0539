// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

/// How a run ends, for scripts. Finding a campaign is not a failure.
public enum Exit {
  /// The command did what was asked, whether something was found or not.
  FINISHED(0),
  /// A fault of ours, or of the machine.
  FAILED(1),
  /// The command line cannot be understood.
  USAGE(2),
  /// An input cannot be read at all.
  UNUSABLE(3),
  /// More lines were set aside than `--max-rejected` allows.
  REJECTED(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
