// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.ingest.ModelReply;
import io.stillwatch.ingest.ModelRequest;
import io.stillwatch.ingest.ReplyReader;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Usage;
import java.util.Optional;

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

  /// What was said; the tokens too, if it was said under a mark.
  ModelReply said(ModelCalls calls) {
    boolean words = status < 400 && !request.route().api().equals(Optional.of(Api.EMBEDDINGS));
    ReplyReader reader =
        looked.marking.isPresent() ? calls.replyWithTokens(stream) : calls.reply(stream);
    if (words) {
      reader.take(reply);
    }
    return reader.end();
  }

  /// The exchange, read by the same rules as logs.
  Exchange exchange(ModelCalls calls, Accounts accounts, String id, ModelReply said) {
    byte[] asked = looked.asked.body();
    ModelRequest ask = calls.request(asked, asked.length, false);
    int latency = Math.clamp(to - from, 0, Integer.MAX_VALUE);
    var back = new Reply(said.text(), said.reasoning(), status, latency);
    return new Exchange(id, from, caller(accounts, ask.endUser()), ask.ask(), usage, back);
  }

  /// Who it was; of the key there is its name and no more.
  private Caller caller(Accounts accounts, String endUser) {
    HttpHeaders headers = request.in().request().headers();
    String ip = accounts.address(headers, request.in().remote());
    String agent = headers.get(HttpHeaderNames.USER_AGENT, "");
    String cut = agent.substring(0, Math.min(agent.length(), LONGEST));
    return new Caller(
        request.whose().account(), "", request.whose().key(), endUser, "api", ip, cut, "");
  }

  long size() {
    return (long) looked.asked.body().length + reply.length;
  }
}
