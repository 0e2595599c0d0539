// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.jspecify.annotations.Nullable;

/// OTLP/gRPC (`opentelemetry.proto.collector.trace.v1`). An export is answered when its exchanges
/// are handed in.
final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
  private final Otlp otlp;

  Traces(Otlp otlp) {
    this.otlp = otlp;
  }

  @Override
  public void export(
      ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> out) {
    var _ = otlp.take(request).whenComplete((response, failure) -> answer(response, failure, out));
  }

  private static void answer(
      @Nullable ExportTraceServiceResponse response,
      @Nullable Throwable failure,
      StreamObserver<ExportTraceServiceResponse> out) {
    if (response == null) {
      out.onError(status(failure));
    } else {
      out.onNext(response);
      out.onCompleted();
    }
  }

  static StatusException status(@Nullable Throwable failure) {
    Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
    return cause instanceof StatusException status
        ? status
        : Status.INTERNAL.withDescription("spans cannot be read").asException();
  }
}
