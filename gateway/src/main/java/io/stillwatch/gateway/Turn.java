// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpContent;

/// One request, from its head to the end of its reply. Everything happens on the event loop of its
/// connection. It asks its [Front] for pieces of the body, one at a time, and tells it the reply.
interface Turn {
  /// Called once, after the head.
  void start();

  /// A piece of the body; the turn releases it. The last is a `LastHttpContent`.
  void body(HttpContent piece);

  /// The caller takes more of the reply, or no more for now.
  default void writable() {}

  /// The caller has left. Nothing more is called.
  default void gone() {}

  /// Some time has passed: [Rounds#TICK_MS].
  default void tick() {}
}
