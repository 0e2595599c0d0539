// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Intake;
import io.stillwatch.model.desk.Drop;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Takes exports of spans in any encoding: what is a model call becomes an exchange, the rest is
/// passed over. What comes out of a future is the answer of OTLP, or a [StatusException].
final class Otlp {
  /// Seconds after which an exporter that found no room may come again.
  static final int RETRY_SECONDS = 1;

  /// Rules that a whole text breaks; all others are broken by one span.
  private static final Set<String> NO_TEXT =
      Set.of("syntax", "not-an-object", "too-deep", "invalid-utf8");

  private final Inside inside;
  private final Room room;
  private final Intake intake;

  /// @param room bounds what all exports that wait to be kept may hold
  Otlp(Inside inside, Room room) {
    this.inside = inside;
    this.room = room;
    this.intake =
        new Intake(inside.config().limits().messageBytes(), inside.config().spanAccounts());
  }

  CompletableFuture<ExportTraceServiceResponse> take(ExportTraceServiceRequest request) {
    return within(
        request.getSerializedSize(),
        () -> {
          Found found = new Found();
          intake.spans(OtlpSpans.of(request), found);
          return hand(found);
        });
  }

  CompletableFuture<ExportTraceServiceResponse> protobuf(byte[] body) {
    try {
      return take(ExportTraceServiceRequest.parseFrom(body));
    } catch (InvalidProtocolBufferException e) {
      return bad("not an export of spans as protobuf");
    }
  }

  CompletableFuture<ExportTraceServiceResponse> json(byte[] body) {
    return within(
        body.length,
        () -> {
          Found found = new Found();
          intake.text(Format.OTEL, body, found);
          boolean noText = found.first.map(why -> NO_TEXT.contains(why.rule())).orElse(false);
          return noText && found.entries.isEmpty() ? bad(found.reason()) : hand(found);
        });
  }

  private CompletableFuture<ExportTraceServiceResponse> within(
      int bytes, Supplier<CompletableFuture<ExportTraceServiceResponse>> work) {
    Room.Lease lease = room.lease();
    if (!lease.resize(bytes)) {
      inside.counts().add(Count.TURNED_AWAY);
      return CompletableFuture.failedFuture(refusal(new Drop.Full("too much waits to be kept")));
    }
    return work.get().whenComplete((response, failure) -> lease.close());
  }

  private static CompletableFuture<ExportTraceServiceResponse> bad(String reason) {
    return CompletableFuture.failedFuture(
        Status.INVALID_ARGUMENT.withDescription(reason).asException());
  }

  private CompletableFuture<ExportTraceServiceResponse> hand(Found found) {
    inside.counts().add(Count.SPANS, found.entries.size());
    inside.counts().add(Count.SPANS_OTHER, found.skipped);
    inside.counts().add(Count.SPANS_REJECTED, found.rejected);
    return Handing.in(inside.drop(), found.entries)
        .handle(
            (fresh, failure) -> {
              if (failure != null) {
                inside.counts().add(Count.TURNED_AWAY);
                throw new java.util.concurrent.CompletionException(refusal(failure));
              }
              inside.counts().add(Count.HANDED, found.entries.size());
              inside.counts().add(Count.NEW, fresh);
              return response(found);
            });
  }

  private static ExportTraceServiceResponse response(Found found) {
    return found.rejected == 0
        ? ExportTraceServiceResponse.getDefaultInstance()
        : ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(found.rejected)
                    .setErrorMessage(found.reason()))
            .build();
  }

  /// No room now: exporters read from the details when to come again.
  private static StatusException refusal(Throwable failure) {
    if (!Handing.isFull(failure)) {
      return Status.UNAVAILABLE.withDescription("spans cannot be kept now").asException();
    }
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_SECONDS))
            .build();
    return StatusProto.toStatusException(
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
            .setMessage("no room for spans now")
            .addDetails(com.google.protobuf.Any.pack(retry))
            .build());
  }
}
