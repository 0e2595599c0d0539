// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.List;

/// What the service answers.
///
/// @param points one for each that was asked for, in the same order
/// @param proof that all were made with the published key
public record Evaluation(List<Point> points, Proof proof) {
  public Evaluation {
    points = List.copyOf(points);
  }
}
