// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Feature;
import java.util.Set;

/// A request to a model API, read from its body.
///
/// @param ask what was asked; marked as truncated when the body was not read to its end
/// @param wants features that it asks for
/// @param input tokens of the prompt, estimated from the length of the body
/// @param output the most tokens that the reply may have; 0 when the request does not say
/// @param endUser the caller's own user id, where it passes one on; else empty
public record ModelRequest(Ask ask, Set<Feature> wants, long input, long output, String endUser) {
  public ModelRequest {
    wants = Set.copyOf(wants);
  }
}
