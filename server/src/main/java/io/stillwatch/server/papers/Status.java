// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import java.util.List;
import java.util.Locale;

/// How far the papers of a campaign are.
///
/// @param what whom the newest letter is for, or `withdrawn` or `cleared`
/// @param judgedAt event time of the judgement that the evidence is of, milliseconds; 0 for a
///   letter that needs none
/// @param read records of the journal that were read
/// @param of out of so many
/// @param files all that can be had, by name; of one judgement
/// @param problem why it failed; empty when it did not
public record Status(
    String campaign,
    String what,
    State state,
    long judgedAt,
    long read,
    long of,
    List<Paper> files,
    String problem) {
  public Status {
    files = List.copyOf(files);
  }

  /// Where it is.
  public enum State {
    /// The journal is read.
    READING,
    /// The evidence is computed again, letters are written and sealed.
    WRITING,
    READY,
    FAILED;

    /// As it is written in JSON.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A file.
  public record Paper(String name, long bytes, String sha256) {}

  /// Whether it goes on.
  public boolean isUnderWay() {
    return state == State.READING || state == State.WRITING;
  }

  static Status begun(String campaign, String what, long judgedAt) {
    return new Status(campaign, what, State.READING, judgedAt, 0, 0, List.of(), "");
  }

  Status at(long records, long ofThem) {
    return new Status(campaign, what, State.READING, judgedAt, records, ofThem, List.of(), "");
  }

  Status writing() {
    return new Status(campaign, what, State.WRITING, judgedAt, of, of, List.of(), "");
  }

  Status ready(List<Paper> all) {
    return new Status(campaign, what, State.READY, judgedAt, of, of, all, "");
  }

  Status failed(String why) {
    return new Status(campaign, what, State.FAILED, judgedAt, read, of, List.of(), why);
  }
}
