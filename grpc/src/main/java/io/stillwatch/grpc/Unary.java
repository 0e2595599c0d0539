// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// Answers a call of one message. What goes wrong says that the service cannot answer now, and
/// nothing of the reason: the caller decides what that means.
final class Unary {
  private Unary() {}

  static <T> void answer(StreamObserver<T> out, Supplier<T> answer) {
    T given;
    try {
      given = answer.get();
    } catch (RuntimeException e) {
      out.onError(Status.UNAVAILABLE.withDescription("cannot answer now").asRuntimeException());
      return;
    }
    out.onNext(given);
    out.onCompleted();
  }
}
