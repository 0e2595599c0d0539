// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// A collection, and what each peer may do with it.
///
/// @param alias names it in addresses too
/// @param id a random (version 4) UUID; empty: the hub makes one and keeps it
/// @param title for people
/// @param description for people; may be empty
/// @param access who may
public record TaxiiCollection(
    String alias, Optional<UUID> id, String title, String description, Access access) {
  /// All peers.
  public static final String EVERYBODY = "*";

  private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  public TaxiiCollection {
    that(
        ALIAS.matcher(alias).matches(),
        "the alias of a collection has small letters, digits and dashes, and is no longer than 63: "
            + alias);
    filled(title, "collection " + alias + " needs a title");
    that(
        id.isEmpty() || id.get().version() == 4,
        "the id of collection " + alias + " is no random (version 4) UUID");
  }

  /// Names of peers, or [#EVERYBODY].
  ///
  /// @param read who may read
  /// @param write who may add; who may do both may delete too
  /// @param see who may neither, and yet sees that it is there; all others do not
  public record Access(Set<String> read, Set<String> write, Set<String> see) {
    public Access {
      read = Set.copyOf(read);
      write = Set.copyOf(write);
      see = Set.copyOf(see);
    }
  }

  /// One that a peer writes into and others read: its inbox, and their feed.
  public static TaxiiCollection of(String alias, Set<String> read, Set<String> write) {
    return new TaxiiCollection(
        alias, Optional.empty(), alias, "", new Access(read, write, Set.of()));
  }

  boolean canRead(Peer peer) {
    return has(access.read(), peer);
  }

  boolean canWrite(Peer peer) {
    return has(access.write(), peer);
  }

  boolean sees(Peer peer) {
    return canRead(peer) || canWrite(peer) || has(access.see(), peer);
  }

  private static boolean has(Set<String> names, Peer peer) {
    return names.contains(peer.name()) || names.contains(EVERYBODY);
  }
}
