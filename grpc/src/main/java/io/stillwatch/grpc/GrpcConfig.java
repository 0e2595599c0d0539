// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.model.desk.Dialect;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// How the doors stand open.
///
/// @param listen address and port; port 0 takes any that is free
/// @param tls transport security; empty for none, behind a mesh or on one machine
/// @param limits bounds on what is taken on
/// @param callers who a request is by
/// @param dialect in whose words refusals are said; empty to go by the path
/// @param rateKey descriptor key that names the account in rate limit requests
/// @param log where access logs have tokens and models
/// @param spanAccounts span attributes that name the account; the first one present counts
/// @param deskWaits whether the desk may wait, as one does that shares budgets through a database
/// @param reflection whether tools may list the services
public record GrpcConfig(
    InetSocketAddress listen,
    Optional<Tls> tls,
    Limits limits,
    Callers callers,
    Optional<Dialect> dialect,
    String rateKey,
    LogNames log,
    List<String> spanAccounts,
    boolean deskWaits,
    boolean reflection) {

  public GrpcConfig {
    spanAccounts = List.copyOf(spanAccounts);
  }

  /// Plain text, standard limits and names, no reflection.
  public static GrpcConfig of(InetSocketAddress listen, Callers callers) {
    return new GrpcConfig(
        listen,
        Optional.empty(),
        Limits.STANDARD,
        callers,
        Optional.empty(),
        "account",
        LogNames.AI_GATEWAY,
        SourceConfig.ACCOUNT_ATTRIBUTES,
        false,
        false);
  }

  /// The same with other limits.
  public GrpcConfig within(Limits bounds) {
    return new GrpcConfig(
        listen, tls, bounds, callers, dialect, rateKey, log, spanAccounts, deskWaits, reflection);
  }

  /// The same behind transport security.
  public GrpcConfig over(Tls security) {
    return new GrpcConfig(
        listen,
        Optional.of(security),
        limits,
        callers,
        dialect,
        rateKey,
        log,
        spanAccounts,
        deskWaits,
        reflection);
  }

  /// The same with a desk that may wait: each question has a thread of its own.
  public GrpcConfig withWaitingDesk() {
    return new GrpcConfig(
        listen, tls, limits, callers, dialect, rateKey, log, spanAccounts, true, reflection);
  }
}
