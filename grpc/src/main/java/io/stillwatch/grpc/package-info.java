// SPDX-License-Identifier: Apache-2.0
/// Answers Envoy, and takes its logs and OpenTelemetry's, over gRPC. [GrpcDoor] opens one port with
/// all services; questions go to a [io.stillwatch.model.desk.Desk], exchanges to a
/// [io.stillwatch.model.desk.Drop].
///
/// Inside: one class for each service ([Checks], [RateLimits], [AccessLogs], [Processing],
/// [Traces]); [Seen] is what was seen of one request that passed, [Outbox] the bounded way to the
/// drop for what nobody waits for. Start reading at GrpcDoor.
@org.jspecify.annotations.NullMarked
package io.stillwatch.grpc;
