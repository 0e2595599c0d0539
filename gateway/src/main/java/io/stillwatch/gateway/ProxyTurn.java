// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Dialect.Kind;
import io.stillwatch.model.desk.Marker.Marking;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Refusal;
import io.stillwatch.model.desk.Used;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request through the proxy, up to the moment it is sent: whose it is, what it asks for, whether
/// it may go. From there a [Relay] takes over.
///
/// The body of a request whose JSON is looked at is collected; any other body waits at the caller
/// until the upstream takes it.
final class ProxyTurn implements Turn {
  private final Incoming in;
  private final Front line;
  private final Proxy proxy;
  private final Route route;
  private final Collected body;
  private Whose whose = new Whose("", "");
  private @Nullable Asked asked;
  private @Nullable Relay relay;
  private boolean ended;

  ProxyTurn(Incoming in, Front line, Proxy proxy) {
    this.in = in;
    this.line = line;
    this.proxy = proxy;
    this.route = Route.of(in);
    this.body = new Collected(proxy);
  }

  @Override
  public void start() {
    HttpHeaders headers = in.request().headers();
    Optional<Whose> known = proxy.accounts().of(headers, in.remote());
    if (known.isEmpty()) {
      proxy.stats().add(Count.UNKNOWN);
      refuse(
          route.dialect().reply(401, Kind.UNKNOWN, "no API key was sent, or two different ones"));
      return;
    }
    whose = known.get();
    if (route.api().isEmpty()) {
      ask(Question.of(whose.account()));
    } else {
      collect(headers);
    }
  }

  private void collect(HttpHeaders headers) {
    String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity");
    if (!coding.equalsIgnoreCase("identity")) {
      bad(new BadRequest(415, "packed bodies are not taken; send the JSON plain"));
    } else if (HttpUtil.getContentLength(in.request(), 0L) > proxy.config().limits().body()) {
      bad(
          new BadRequest(
              413, "the request is longer than " + proxy.config().limits().body() + " bytes"));
    } else {
      line.want();
    }
  }

  @Override
  public void body(HttpContent piece) {
    Relay sending = relay;
    if (sending != null) {
      sending.body(piece);
      return;
    }
    try {
      if (!ended) {
        body.add(piece.content());
        more(piece instanceof LastHttpContent);
      }
    } catch (BadRequest bad) {
      bad(bad);
    } finally {
      piece.release();
    }
  }

  private void more(boolean last) {
    if (!last) {
      line.want();
      return;
    }
    Asked whole = Asked.of(body.whole(), proxy.config().limits().output());
    asked = whole;
    ask(new Question(whose.account(), whole.wants(), whole.input(), whole.output()));
  }

  private void bad(BadRequest bad) {
    proxy.stats().add(Count.BAD);
    Dialect dialect = route.dialect();
    refuse(
        bad.status() == 503
            ? dialect.unavailable(bad.words())
            : dialect.reply(bad.status(), Kind.BAD, bad.words()));
  }

  private void refuse(Refusal refusal) {
    end(Reply.of(refusal));
  }

  private void ask(Question question) {
    line.rest();
    proxy.asking().ask(question, in.loop(), this::heard);
  }

  private void heard(Heard heard) {
    Dialect dialect = route.dialect();
    switch (heard) {
      case Heard.Said(Answer.Go go) -> go(go);
      case Heard.Open(Answer.Go go) -> go(go);
      case Heard.Said(Answer.Later later) -> refuse(dialect.later(later, proxy.clock().instant()));
      case Heard.Said(Answer.Lacks lacks) -> refuse(dialect.lacks(lacks));
      case Heard.Said(Answer.No no) -> refuse(dialect.no(no));
      case Heard.Closed closed ->
          refuse(dialect.unavailable("the service is not ready; try again"));
    }
  }

  private void go(Answer.Go go) {
    if (ended) {
      proxy.asking().settle(go.permit(), Used.NOTHING);
      return;
    }
    try {
      Relay begun = new Relay(request(go), line, proxy, this::relayed);
      relay = begun;
      begun.start((EventLoop) in.loop());
    } catch (BadRequest bad) {
      proxy.asking().settle(go.permit(), Used.NOTHING);
      bad(bad);
    }
  }

  private Relay.Request request(Answer.Go go) {
    Asked whole = asked;
    if (whole == null) {
      HttpRequest head = proxy.outgoing().request(in.request(), go.mark(), -1);
      return new Relay.Request(in, route, whose, go.permit(), head, Optional.empty());
    }
    boolean addUsage = addsUsage(whole);
    Optional<Marking> marking = marking(go);
    byte[] sent = whole.body(new Asked.Edit(go.without(), addUsage, marking));
    HttpRequest head = proxy.outgoing().request(in.request(), go.mark(), sent.length);
    var looked = new Relay.Looked(whole, sent, addUsage && !whole.wantsUsage(), marking);
    return new Relay.Request(in, route, whose, go.permit(), head, Optional.of(looked));
  }

  private Optional<Marking> marking(Answer.Go go) {
    return route.api().equals(Optional.of(Api.EMBEDDINGS))
        ? Optional.empty()
        : proxy.config().upstream().orElseThrow().marker().under(go.mark(), whose.account());
  }

  private boolean addsUsage(Asked whole) {
    boolean chat =
        route.api().equals(Optional.of(Api.CHAT))
            || route.api().equals(Optional.of(Api.COMPLETIONS));
    return chat
        && whole.streams()
        && !whole.wantsUsage()
        && proxy.config().upstream().orElseThrow().askForUsage();
  }

  private void relayed() {
    ended = true;
    body.close();
  }

  private void end(Reply reply) {
    if (!ended) {
      ended = true;
      body.close();
      line.reply(reply);
    }
  }

  @Override
  public void writable() {
    Relay sending = relay;
    if (sending != null) {
      sending.callerWritable();
    }
  }

  @Override
  public void tick() {
    Relay sending = relay;
    if (sending != null) {
      sending.tick();
    }
  }

  @Override
  public void gone() {
    ended = true;
    body.close();
    Relay sending = relay;
    if (sending != null) {
      sending.callerGone();
    }
  }
}
