// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Envoy's access log service. The next message of a stream is asked for when the last one is
/// handed in: when there is no room, Envoy is held back and counts what it drops.
final class AccessLogs extends AccessLogServiceGrpc.AccessLogServiceImplBase {
  private static final long PAUSE_MS = 200;

  private final Inside inside;
  private final LogReader reader;
  private final Executor executor;
  private final Outbox outbox;
  private final Room room;

  /// @param outbox takes what found no room before Envoy went away
  AccessLogs(Inside inside, Executor executor, Outbox outbox, Room room) {
    this.inside = inside;
    this.room = room;
    this.outbox = outbox;
    this.reader = new LogReader(inside);
    this.executor = executor;
  }

  @Override
  public StreamObserver<StreamAccessLogsMessage> streamAccessLogs(
      StreamObserver<StreamAccessLogsResponse> out) {
    var call = (ServerCallStreamObserver<StreamAccessLogsResponse>) out;
    call.setOnCancelHandler(() -> {});
    call.disableAutoRequest();
    call.request(1);
    return new Stream(call);
  }

  private final class Stream implements StreamObserver<StreamAccessLogsMessage> {
    private final ServerCallStreamObserver<StreamAccessLogsResponse> call;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

    Stream(ServerCallStreamObserver<StreamAccessLogsResponse> call) {
      this.call = call;
    }

    @Override
    public void onNext(StreamAccessLogsMessage message) {
      List<Entry> entries = new ArrayList<>();
      for (HTTPAccessLogEntry entry : message.getHttpLogs().getLogEntryList()) {
        read(entry).ifPresent(entries::add);
      }
      last = new CompletableFuture<>();
      hand(entries, last);
    }

    private Optional<Exchange> read(HTTPAccessLogEntry entry) {
      try {
        return reader.read(entry);
      } catch (RuntimeException e) {
        inside.counts().add(Count.LOG_ENTRIES_BROKEN);
        return Optional.empty();
      }
    }

    private void hand(List<Entry> entries, CompletableFuture<@Nullable Void> done) {
      var _ =
          Handing.in(inside.drop(), entries)
              .whenComplete((fresh, failure) -> handed(entries, done, fresh, failure));
    }

    private void handed(
        List<Entry> entries,
        CompletableFuture<@Nullable Void> done,
        @Nullable Integer fresh,
        @Nullable Throwable failure) {
      if (Handing.isFull(failure) && !call.isCancelled()) {
        // Meanwhile nothing more is asked for, so nothing piles up here.
        CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS, executor)
            .execute(() -> hand(entries, done));
        return;
      }
      if (failure == null) {
        inside.counts().add(Count.HANDED, entries.size());
        inside.counts().add(Count.NEW, fresh == null ? 0 : fresh);
      } else if (Handing.isFull(failure)) {
        entries.forEach(entry -> outbox.offer(entry, room.lease()));
      } else {
        inside.counts().add(Count.DROPPED, entries.size());
      }
      done.complete(null);
      call.request(1);
    }

    @Override
    public void onError(Throwable gone) {
      // Envoy went away; what it sent is being handed in.
    }

    @Override
    public void onCompleted() {
      var _ = last.whenComplete((nothing, failure) -> answer());
    }

    private void answer() {
      if (call.isCancelled()) {
        return;
      }
      try {
        call.onNext(StreamAccessLogsResponse.getDefaultInstance());
        call.onCompleted();
      } catch (IllegalStateException closed) {
        call.onError(Status.CANCELLED.asRuntimeException());
      }
    }
  }
}
