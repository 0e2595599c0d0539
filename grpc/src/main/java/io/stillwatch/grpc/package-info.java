// SPDX-License-Identifier: Apache-2.0
/// Answers Envoy, and takes its logs and OpenTelemetry's, over gRPC.
@org.jspecify.annotations.NullMarked
package io.stillwatch.grpc;
