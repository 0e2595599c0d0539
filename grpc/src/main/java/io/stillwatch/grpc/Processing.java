// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.ingest.ModelCalls;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Envoy's external processing (`envoy.service.ext_proc.v3`): one stream for each HTTP request,
/// with headers and bodies as they pass. Envoy is answered at once, or not at all in its
/// `observability_mode`; what was seen becomes an exchange when the reply ends.
final class Processing extends ExternalProcessorGrpc.ExternalProcessorImplBase {
  final Inside inside;
  final ModelCalls calls;
  final Outbox outbox;
  final Room room;

  private final String instance;
  private final AtomicLong number = new AtomicLong();

  Processing(Inside inside, Outbox outbox, Room room) {
    this.inside = inside;
    this.calls = inside.calls();
    this.outbox = outbox;
    this.room = room;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    this.instance = HexFormat.of().formatHex(random);
  }

  /// An id for an exchange to which the provider gave none. Never the client's own request id: a
  /// client that always sends the same one would hide all its exchanges but one.
  String id() {
    return "xp-" + instance + "-" + number.incrementAndGet();
  }

  @Override
  public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> out) {
    inside.counts().add(Count.STREAMS);
    var call = (ServerCallStreamObserver<ProcessingResponse>) out;
    call.disableAutoRequest();
    ProcessingStream stream = new ProcessingStream(this, call);
    call.setOnCancelHandler(stream::end);
    call.setOnReadyHandler(stream::ready);
    call.request(1);
    return stream;
  }
}
