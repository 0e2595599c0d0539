// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What we do about an account, from the mildest to the hardest. Every remedy ends by itself, and
/// every one can be undone.
public sealed interface Remedy {
  /// Nothing changes for the account; a person looks.
  record Watch() implements Remedy {}

  /// The budgets of its tier are cut.
  ///
  /// @param share what is left of them, above 0 and below 1
  record Slow(double share) implements Remedy {
    public Slow {
      that(share > 0 && share < 1, "an account is slowed to a share above 0 and below 1");
    }
  }

  /// It is asked to prove who it is.
  ///
  /// @param webhook where the request for a proof is sent; empty when a person asks
  record Verify(String webhook) implements Remedy {}

  /// It goes on without some features.
  ///
  /// @param without the features withheld, one at least
  record Narrow(SortedSet<Feature> without) implements Remedy {
    public Narrow {
      that(!without.isEmpty(), "an account is narrowed by one feature at least");
      without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
    }
  }

  /// Its replies carry a watermark.
  ///
  /// @param key which watermark key applies, by its name; never the key itself
  record Mark(String key) implements Remedy {
    public Mark {
      filled(key, "a mark needs the name of a watermark key");
    }
  }

  /// Its requests are refused for a while; the account stays.
  record Suspend() implements Remedy {}

  /// Its requests are refused, and it is told that no new account is wanted.
  record Refuse() implements Remedy {}

  /// Its place on the ladder.
  default Rung rung() {
    return switch (this) {
      case Watch() -> Rung.WATCH;
      case Slow slow -> Rung.SLOW;
      case Verify verify -> Rung.VERIFY;
      case Narrow narrow -> Rung.NARROW;
      case Mark mark -> Rung.MARK;
      case Suspend() -> Rung.SUSPEND;
      case Refuse() -> Rung.REFUSE;
    };
  }
}
