// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.util.List;

/// A policy file that cannot be used, with everything that is wrong with it.
public final class BadPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Complaint> complaints;

  /// One thing that is wrong: the thing, the rule and the way out, in lower case.
  ///
  /// @param line line of the file, from 1; 0 when it is about the whole file
  public record Complaint(int line, String text) {
    @Override
    public String toString() {
      return line == 0 ? text : "line " + line + ": " + text;
    }
  }

  BadPolicy(List<Complaint> complaints) {
    super(complaints.getFirst().toString());
    this.complaints = List.copyOf(complaints);
  }

  /// One at least, in the order of the file.
  public List<Complaint> complaints() {
    return complaints;
  }
}
