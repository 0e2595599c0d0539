// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Usage;

/// An exchange as bytes, on its way off the event loop.
final class Tapped {
  private static final int LONGEST = 512;

  final Relay.Request request;
  final Relay.Looked looked;
  final long from;
  final long to;
  final int status;
  final Usage usage;
  final byte[] reply;
  final boolean stream;

  Tapped(
      Relay.Request request,
      Relay.Looked looked,
      long from,
      long to,
      int status,
      Usage usage,
      byte[] reply,
      boolean stream) {
    this.request = request;
    this.looked = looked;
    this.from = from;
    this.to = to;
    this.status = status;
    this.usage = usage;
    this.reply = reply;
    this.stream = stream;
  }

  /// Who it was; of the key there is its name and no more.
  Caller caller(Accounts accounts) {
    HttpHeaders headers = request.in().request().headers();
    String ip = accounts.address(headers, request.in().remote());
    String agent = headers.get(HttpHeaderNames.USER_AGENT, "");
    String cut = agent.substring(0, Math.min(agent.length(), LONGEST));
    return new Caller(request.account(), "", accounts.keyName(headers), "", "api", ip, cut, "");
  }

  long size() {
    return (long) looked.asked.body().length + reply.length;
  }
}
