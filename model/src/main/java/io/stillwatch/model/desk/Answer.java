// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import static io.stillwatch.model.Require.filled;

import io.stillwatch.model.Feature;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Whether a request may go on. What is not [Go] has an id that its caller may quote to appeal;
/// neither says which rule spoke.
public sealed interface Answer {
  /// Go on.
  ///
  /// @param permit to settle when usage is known
  /// @param without wanted features that a decision withholds: take them out of the request
  /// @param mark name of the watermark key that applies to the reply; empty when none does
  record Go(Permit permit, SortedSet<Feature> without, String mark) implements Answer {
    public Go {
      without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
    }
  }

  /// Not now: a budget is empty.
  ///
  /// @param id of the decision that slowed the account, or of this refusal when none did
  /// @param what which budget, as the customer may be told, such as `requests per minute`
  /// @param retryAfter when to try again
  /// @param slowed whether a decision has cut the budget; an honest throttle has not
  record Later(String id, String what, Duration retryAfter, boolean slowed) implements Answer {
    public Later {
      filled(id, "a refusal needs an id");
    }
  }

  /// Not on this tier.
  ///
  /// @param id of this refusal
  /// @param feature what the tier lacks
  record Lacks(String id, Feature feature) implements Answer {
    public Lacks {
      filled(id, "a refusal needs an id");
    }
  }

  /// No, while a decision stands.
  ///
  /// @param id of the decision
  /// @param forGood whether no account of theirs is wanted; else it is suspended for a while
  record No(String id, boolean forGood) implements Answer {
    public No {
      filled(id, "a refusal needs an id");
    }
  }
}
