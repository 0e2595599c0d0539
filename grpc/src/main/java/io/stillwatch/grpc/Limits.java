// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static io.stillwatch.model.Require.that;

import java.time.Duration;

/// Bounds on what one process takes on, whatever comes in.
///
/// @param messageBytes the largest message; a larger one ends its call
/// @param bodyBytes of a request or a reply that are read; what comes after is not
/// @param heldBytes of bodies and replies held at a time, over all streams
/// @param calls at a time, over all connections; more are turned away and may try again
/// @param waiting exchanges seen by [Processing] that wait to be handed in; more are dropped
/// @param keepAlive a connection that is silent for so long is asked whether it lives
public record Limits(
    int messageBytes, int bodyBytes, long heldBytes, int calls, int waiting, Duration keepAlive) {

  /// 4 MiB a message, 1 MiB a body, 128 MiB held, 4,096 calls, 10,000 waiting, 30 seconds.
  public static final Limits STANDARD =
      new Limits(4 << 20, 1 << 20, 128L << 20, 4096, 10_000, Duration.ofSeconds(30));

  public Limits {
    that(messageBytes >= 1024, "messages have room for 1,024 bytes at least");
    that(bodyBytes >= 64 && bodyBytes <= messageBytes, "a body has 64 bytes to one message");
    that(heldBytes >= 0 && calls > 0 && waiting > 0, "bounds are positive");
    that(keepAlive.compareTo(Duration.ofSeconds(1)) >= 0, "keep-alive is a second at least");
  }
}
