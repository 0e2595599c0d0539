// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Our events on their way to one peer (SSF 1.0, section 8.1.1).
///
/// @param id unguessable; part of the URL where the peer polls
/// @param audience the `aud` of what goes over it
/// @param events types that the peer wants
public record Stream(
    String id,
    String peer,
    String audience,
    Delivery delivery,
    List<String> events,
    Status status,
    String description) {
  public Stream {
    events = List.copyOf(events);
  }

  /// How they get there.
  public sealed interface Delivery {
    /// We bring them (RFC 8935).
    ///
    /// @param authorization the header that the peer wants to see; prints as nothing
    record Push(URI endpoint, Optional<String> authorization) implements Delivery {
      @Override
      public String toString() {
        return "push to " + endpoint;
      }
    }

    /// The peer fetches them (RFC 8936).
    record Poll() implements Delivery {}
  }

  /// Whether they go.
  public enum Status {
    ENABLED,
    /// What is sent waits.
    PAUSED,
    /// What is sent is lost to this peer.
    DISABLED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
      for (Status status : values()) {
        if (status.word().equals(word)) {
          return status;
        }
      }
      throw new IllegalArgumentException("status is enabled, paused or disabled");
    }
  }

  Stream with(Status other) {
    return new Stream(id, peer, audience, delivery, events, other, description);
  }
}
