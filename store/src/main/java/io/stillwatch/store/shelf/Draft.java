// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import static io.stillwatch.model.Require.filled;

import java.time.Instant;

/// One version of an object, on its way to the shelf.
///
/// @param id such as `indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f`
/// @param type such as `indicator`
/// @param spec version of the STIX specification it is written in, such as `2.1`
/// @param version what tells it from other versions of the same object, as it was written
/// @param at the same as an instant; versions are compared by it
/// @param body the object in JSON, byte for byte as it came
public record Draft(String id, String type, String spec, String version, Instant at, String body) {
  public Draft {
    filled(id, "an object needs an id");
    filled(type, "an object needs a type");
    filled(spec, "an object needs a version of STIX");
  }
}
