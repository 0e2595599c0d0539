// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who shares, and what: the peers of one API root, and its collections.
///
/// @param about what it tells callers of itself
/// @param root the API root is `/taxii2/` and this
/// @param peers who may call
/// @param collections in the order they are listed
public record Coalition(
    About about, String root, List<Peer> peers, List<TaxiiCollection> collections) {
  private static final Pattern ROOT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  public Coalition {
    that(
        ROOT.matcher(root).matches(),
        "the API root has small letters, digits and dashes, and is no longer than 63: " + root);
    peers = List.copyOf(peers);
    collections = List.copyOf(collections);
    once(peers.stream().map(Peer::name), "peer");
    once(peers.stream().flatMap(peer -> peer.secretSha256().stream()), "secret of a peer");
    once(collections.stream().map(TaxiiCollection::alias), "collection");
    once(collections.stream().flatMap(one -> one.id().stream()), "id of a collection");
    Set<String> known =
        Stream.concat(peers.stream().map(Peer::name), Stream.of(TaxiiCollection.EVERYBODY))
            .collect(Collectors.toSet());
    collections.forEach(one -> known(one, known));
  }

  /// @param title for people
  /// @param description for people; may be empty
  /// @param contact whom to tell; may be empty
  public record About(String title, String description, String contact) {
    public About {
      filled(title, "a coalition needs a title");
    }
  }

  /// One without peers and collections.
  public static Coalition of(String title) {
    return new Coalition(new About(title, "", ""), "coalition", List.of(), List.of());
  }

  /// The same with another peer.
  public Coalition with(Peer peer) {
    return new Coalition(about, root, and(peers, peer), collections);
  }

  /// The same with another collection.
  public Coalition with(TaxiiCollection collection) {
    return new Coalition(about, root, peers, and(collections, collection));
  }

  /// What callers may show to say who they are.
  public List<X509Certificate> certificates() {
    return peers.stream().flatMap(peer -> peer.certificate().stream()).toList();
  }

  private static <T> List<T> and(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  private static void once(Stream<?> values, String what) {
    Set<Object> seen = new HashSet<>();
    values.forEach(
        value ->
            that(
                seen.add(value),
                "two of one kind are the same: " + what + (what.contains(" ") ? "" : " " + value)));
  }

  private static void known(TaxiiCollection collection, Set<String> known) {
    var access = collection.access();
    Stream.of(access.read(), access.write(), access.see())
        .flatMap(Set::stream)
        .forEach(
            name ->
                that(
                    known.contains(name),
                    "collection " + collection.alias() + " names no peer: " + name));
  }
}
