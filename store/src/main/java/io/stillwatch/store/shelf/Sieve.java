// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import static io.stillwatch.model.Require.that;

import java.time.Instant;
import java.util.Set;

/// What is asked of a collection. Within a set any will do; an empty set asks for everything, and
/// an empty set of versions of STIX for the newest one of each object.
///
/// @param after only what has a larger stamp
/// @param most how many at most, at least 1
/// @param ids of objects
/// @param types of objects
/// @param specs versions of STIX
/// @param versions which versions of each object
public record Sieve(
    long after,
    int most,
    Set<String> ids,
    Set<String> types,
    Set<String> specs,
    Versions versions) {
  public Sieve {
    that(most > 0, "a reader asks for at least one object");
    ids = Set.copyOf(ids);
    types = Set.copyOf(types);
    specs = Set.copyOf(specs);
  }

  /// Which versions of an object; what any of these asks for.
  ///
  /// @param all every one
  /// @param first the oldest
  /// @param last the newest
  /// @param exactly those of these times
  public record Versions(boolean all, boolean first, boolean last, Set<Instant> exactly) {
    public static final Versions ALL = new Versions(true, false, false, Set.of());
    public static final Versions LAST = new Versions(false, false, true, Set.of());

    public Versions {
      exactly = Set.copyOf(exactly);
    }
  }

  /// The newest version of every object behind a stamp.
  public static Sieve newest(long stamp, int most) {
    return new Sieve(stamp, most, Set.of(), Set.of(), Set.of(), Versions.LAST);
  }

  /// The same behind another stamp.
  public Sieve after(long stamp) {
    return new Sieve(stamp, most, ids, types, specs, versions);
  }

  /// The same of one object.
  public Sieve of(String id) {
    return new Sieve(after, most, Set.of(id), Set.of(), specs, versions);
  }

  /// The same of other versions.
  public Sieve of(Versions which) {
    return new Sieve(after, most, ids, types, specs, which);
  }
}
