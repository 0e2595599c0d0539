// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import io.stillwatch.model.pipeline.Message;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What detection says whenever it judges: at the end of each day of event time, and within the day
/// while the log is young. The findings of the newest judgement replace all before.
public sealed interface Finding extends Message
    permits Finding.Named,
        Finding.Status,
        Finding.Explained,
        Finding.Withdrawn,
        Finding.Owned,
        Finding.Measured,
        Finding.Shown {

  /// A group and what the evidence says of it.
  record Named(long at, long tie, Campaign campaign) implements Finding {}

  /// How the day's judgement came about.
  ///
  /// @param principals principals active so far
  /// @param accounts accounts active so far
  /// @param candidates groups nominated today
  /// @param looks tests made so far: what false discovery is counted over
  /// @param nulls parameters of the nulls
  /// @param unavailable families that had nothing to look at, and why
  record Status(
      long at,
      long tie,
      long principals,
      long accounts,
      long candidates,
      long looks,
      List<Null> nulls,
      SortedMap<Family, String> unavailable)
      implements Finding {
    public Status {
      nulls = List.copyOf(nulls);
      unavailable = Collections.unmodifiableSortedMap(new TreeMap<>(unavailable));
    }
  }

  /// Why an account somebody asked about is named or not.
  ///
  /// @param account its id in the log
  /// @param lines in plain words: what it did, each group it was looked at in with every term and
  ///   its null, what became of the group, and what would change it
  record Explained(long at, long tie, String account, List<String> lines) implements Finding {
    public Explained {
      lines = List.copyOf(lines);
    }
  }

  /// An account that an earlier judgement accused and the newest does not.
  ///
  /// @param account its id in the log
  /// @param campaign id of the campaign it was last named in
  /// @param named event time at which it was named, in milliseconds
  /// @param withdrawn event time from which it was no longer
  record Withdrawn(long at, long tie, String account, String campaign, long named, long withdrawn)
      implements Finding {}

  /// What only a named campaign's accounts use, so that its requests can be told from their other
  /// ones. Sent with each group of the verdict `campaign`.
  ///
  /// @param campaign its id
  /// @param marks its own scaffolds; none when it has no scaffold of its own
  record Owned(long at, long tie, String campaign, List<Mark> marks) implements Finding {
    public Owned {
      marks = List.copyOf(marks);
    }
  }

  /// What the evidence says of a group that does not stand, or that somebody else suspects. It
  /// accuses nobody. Sent only when asked for.
  ///
  /// @param suspicion the name that somebody else's suspicion goes by; empty for a group nominated
  ///   here
  /// @param accounts those that were looked at
  /// @param log10Control e-value of "these strangers are one actor", decimal logarithm
  /// @param threshold log10 of the e-value that the next group nominated here would have to reach
  /// @param evidence one entry for each family that could be tested, strongest first
  record Measured(
      long at,
      long tie,
      String suspicion,
      List<String> accounts,
      double log10Control,
      double threshold,
      List<Evidence> evidence)
      implements Finding {
    public Measured {
      accounts = List.copyOf(accounts);
      evidence = List.copyOf(evidence);
    }
  }

  /// A scaffold at one place of a prompt.
  ///
  /// @param place the place, such as `SYSTEM`
  /// @param hash keyed hash of what stands there
  record Mark(String place, long hash) {}

  /// What the numbers of a group were computed from. Sent with each group that is named, when
  /// findings are to be sealed.
  ///
  /// @param campaign its id
  record Shown(long at, long tie, String campaign, Workings workings) implements Finding {}

  /// A parameter of a null model.
  ///
  /// @param name such as `E5 concentration`
  /// @param how how it was estimated, and from what
  record Null(String name, double value, String how) {}
}
