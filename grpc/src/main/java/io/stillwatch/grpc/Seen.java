// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.ByteString;
import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.ingest.ModelReply;
import io.stillwatch.ingest.ModelRequest;
import io.stillwatch.ingest.ReplyReader;
import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Reply;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Used;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What was seen of one HTTP request and its reply while they passed. Bodies are read up to a bound
/// of their own, and while there is [Room]; the rest passes unread.
final class Seen {
  private static final int LONGEST = 512;

  private final Processing service;
  private final Room.Lease lease;
  private final int most;
  private final ByteArrayOutputStream requestBody = new ByteArrayOutputStream(0);
  private UnaryOperator<String> request = name -> "";
  private String account = "";
  private long began;
  private boolean cut;
  private int status;
  private boolean packed;
  private boolean finished;
  private @Nullable ReplyReader reply;
  private @Nullable Permit permit;

  Seen(Processing service) {
    this.service = service;
    this.lease = service.room.lease();
    this.most = service.inside.config().limits().bodyBytes();
  }

  void request(UnaryOperator<String> headers) {
    request = headers;
    began = service.inside.clock().millis();
    account = service.inside.config().callers().account(headers).orElse("");
    if (account.isEmpty()) {
      service.inside.counts().add(Count.STRANGERS);
    }
    cut = isPacked(headers);
  }

  /// The account; empty when none is named.
  String account() {
    return account;
  }

  /// Tokens of the prompt, by the length that the request declares.
  long promised() {
    String length = request.apply("content-length");
    return length.matches("\\d{1,9}")
        ? Long.parseLong(length) / ModelCalls.CHARACTERS_PER_TOKEN
        : 0;
  }

  void allowed(Permit leave) {
    permit = leave;
  }

  /// It goes no further: no exchange comes of it.
  void refuse() {
    account = "";
  }

  void requestBody(ByteString bytes) {
    int room = Math.min(bytes.size(), most - requestBody.size());
    if (cut || finished || account.isEmpty() || !grow(room)) {
      cut |= !bytes.isEmpty();
      return;
    }
    byte[] chunk = bytes.toByteArray();
    requestBody.write(chunk, 0, room);
    cut |= room < chunk.length;
  }

  private boolean grow(int more) {
    return lease.resize(lease.bytes() + more);
  }

  void reply(UnaryOperator<String> headers) {
    String code = headers.apply(":status");
    status = code.matches("\\d{3}") ? Integer.parseInt(code) : 0;
    packed = isPacked(headers);
    String type = headers.apply("content-type").toLowerCase(Locale.ROOT);
    reply = service.calls.reply(type.startsWith("text/event-stream"));
  }

  private static boolean isPacked(UnaryOperator<String> headers) {
    String encoding = headers.apply("content-encoding");
    return !encoding.isEmpty() && !encoding.equals("identity");
  }

  void replyBody(ByteString bytes) {
    ReplyReader reader = reply;
    if (finished || reader == null || packed || account.isEmpty()) {
      return;
    }
    reader.take(bytes.toByteArray());
    if (!lease.resize((long) requestBody.size() + reader.held())) {
      reader.forget();
      lease.resize((long) requestBody.size() + reader.held());
    }
  }

  /// The reply has ended, or the stream has: settles what was used, and hands the exchange on.
  void finish() {
    if (finished) {
      return;
    }
    finished = true;
    ModelRequest asked = service.calls.request(requestBody.toByteArray(), requestBody.size(), cut);
    ModelReply answered = (reply == null ? service.calls.reply(false) : reply).end();
    settle(asked, answered);
    if (account.isEmpty() || !isModelCall(asked.ask(), answered)) {
      service.inside.counts().add(Count.STREAMS_OTHER);
      lease.close();
      return;
    }
    if (reply == null) {
      service.inside.counts().add(Count.STREAMS_CUT);
    }
    if (asked.ask().truncated() || !answered.whole() || packed) {
      service.inside.counts().add(Count.BODIES_CUT);
    }
    service.outbox.offer(exchange(asked, answered), lease);
  }

  private static boolean isModelCall(Ask ask, ModelReply reply) {
    return !ask.model().isEmpty() || !ask.messages().isEmpty() || reply.usage().counted();
  }

  private void settle(ModelRequest asked, ModelReply answered) {
    if (permit != null) {
      service.inside.settle(permit, used(asked, answered));
    }
  }

  /// What the provider counted; failing that, an estimate from what was read. A failed request used
  /// nothing.
  private Used used(ModelRequest asked, ModelReply answered) {
    if (status >= 400 || !isModelCall(asked.ask(), answered)) {
      return Used.NOTHING;
    }
    if (answered.usage().counted()) {
      return new Used(answered.usage().input(), answered.usage().output());
    }
    long words = Math.ceilDiv(answered.text().length(), ModelCalls.CHARACTERS_PER_TOKEN);
    return new Used(Math.max(asked.input(), promised()), words);
  }

  private Exchange exchange(ModelRequest asked, ModelReply answered) {
    String id = answered.id().isEmpty() ? service.id() : answered.id();
    long took = service.inside.clock().millis() - began;
    Reply words =
        new Reply(
            answered.text(), answered.reasoning(), status, Math.clamp(took, 0, Integer.MAX_VALUE));
    String key = service.inside.config().callers().keyId(request);
    String ip = cut(request.apply("x-envoy-external-address"));
    String client = cut(request.apply("user-agent"));
    Caller caller = new Caller(account, "", key, asked.endUser(), "", ip, client, "");
    return new Exchange(id, began, caller, asked.ask(), answered.usage(), words);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
