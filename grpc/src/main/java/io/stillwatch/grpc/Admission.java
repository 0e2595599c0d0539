// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets in so many calls at a time, over all connections; the rest may try again. With the largest
/// message this bounds what messages under way can take.
final class Admission implements ServerInterceptor {
  private final int most;
  private final Counts counts;
  private final AtomicInteger inside = new AtomicInteger();

  Admission(int most, Counts counts) {
    this.most = most;
    this.counts = counts;
  }

  @Override
  public <I, O> ServerCall.Listener<I> interceptCall(
      ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
    if (inside.incrementAndGet() > most) {
      inside.decrementAndGet();
      counts.add(Count.TURNED_AWAY);
      call.close(Status.RESOURCE_EXHAUSTED.withDescription("too many calls now"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return new Admitted<>(next.startCall(call, headers));
  }

  /// Gives the place back once, however the call ends.
  private final class Admitted<I> extends SimpleForwardingServerCallListener<I> {
    private final AtomicBoolean gone = new AtomicBoolean();

    Admitted(ServerCall.Listener<I> listener) {
      super(listener);
    }

    @Override
    public void onComplete() {
      leave();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      leave();
      super.onCancel();
    }

    private void leave() {
      if (gone.compareAndSet(false, true)) {
        inside.decrementAndGet();
      }
    }
  }
}
