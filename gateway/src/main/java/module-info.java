// SPDX-License-Identifier: Apache-2.0
/// The data plane over HTTP: answers for gateways, and a streaming proxy of its own.
///
/// Start at [io.stillwatch.gateway.Gateway].
@org.jspecify.annotations.NullMarked
module io.stillwatch.gateway {
  requires transitive io.stillwatch.model;
  requires io.stillwatch.ingest;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.resolver;
  requires io.netty.resolver.dns;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports io.stillwatch.gateway;
}
