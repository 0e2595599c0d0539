// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import java.net.URI;
import java.util.List;

/// A peer that may have our events.
///
/// @param audience its own URI, the `aud` of what it gets
/// @param endpoints where events may be pushed to: URLs that those of its stream begin with. Nobody
///   can make us send requests elsewhere
public record Subscriber(String peer, String audience, List<URI> endpoints) {
  public Subscriber {
    endpoints = List.copyOf(endpoints);
  }

  boolean allows(URI endpoint) {
    URI plain = endpoint.normalize();
    return endpoints.stream()
        .anyMatch(
            allowed ->
                allowed.getScheme().equals(plain.getScheme())
                    && String.valueOf(allowed.getAuthority()).equals(plain.getAuthority())
                    && plain.getPath().startsWith(allowed.getPath()));
  }
}
