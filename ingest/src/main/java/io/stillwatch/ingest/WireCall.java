// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/// An exchange put together from the bytes of a model API's request and reply, as a proxy sees
/// them: the same rules as for logs. Bytes that are no JSON give no words and no error; what they
/// may say of themselves is that the messages were cut. For one exchange, on one thread.
public final class WireCall {
  private static final int MOST = 10_000;
  private static final JsonLines JSON = new JsonLines(SourceConfig.of(List.of(Path.of("wire"))));

  private final WireApi api;
  private final Draft draft = new Draft();

  /// @param id unique in the log; up to 512 characters
  public WireCall(WireApi api, String id) {
    this.api = api;
    draft.id = id;
    draft.channel = "api";
  }

  /// @param from when the request came, milliseconds since 1970 UTC
  /// @param to when the reply ended
  public void at(long from, long to) {
    draft.at = Moment.ofMillis(from);
    draft.latencyMs = OptionalLong.of(to - from);
  }

  public void caller(Caller caller) {
    draft.account = caller.account();
    draft.org = caller.org();
    draft.apiKey = caller.apiKey();
    draft.endUser = caller.endUser();
    draft.channel = caller.channel();
    draft.ip = caller.ip();
    draft.userAgent = caller.userAgent();
    draft.ja4 = caller.ja4();
  }

  /// Tokens as the provider counted them.
  public void usage(Usage usage) {
    if (usage.counted()) {
      draft.input = OptionalLong.of(usage.input());
      draft.output = OptionalLong.of(usage.output());
      draft.cached = OptionalLong.of(usage.cached());
    }
  }

  /// @param json the body as the caller sent it
  public void request(byte[] json) {
    draft.truncated = !read(json, in -> in.fields("request", name -> request(name, in)));
    draft.reasoningIn = sealed(json);
  }

  private void request(String name, Json in) {
    switch (name) {
      case "model" -> draft.model = in.shortText(name);
      case "system", "instructions" -> draft.system = MessageReader.system(in);
      case "messages" -> draft.messages = MessageReader.messages(in);
      case "input", "prompt" -> draft.messages = input(name, in);
      case "tools", "functions" -> draft.tools = Params.tools(in);
      case "user", "safety_identifier" -> draft.endUser = in.shortText(name);
      case "metadata" -> in.fields(name, field -> metadata(field, in));
      default -> Params.put(draft.params, name, in);
    }
  }

  /// Anthropic's name for the end user.
  private void metadata(String name, Json in) {
    if (name.equals("user_id")) {
      draft.endUser = in.shortText(name);
    } else {
      in.skip();
    }
  }

  /// A text, texts, or messages; the texts are the user's.
  private static List<Message> input(String name, Json in) {
    if (in.isText()) {
      return List.of(new Message(Role.USER, Text.of(in.text(name))));
    }
    List<Message> messages = new ArrayList<>();
    in.elements(name, MOST, () -> messages.add(item(name, in)));
    return messages;
  }

  private static Message item(String name, Json in) {
    return in.token() == JsonToken.START_OBJECT
        ? MessageReader.message(in)
        : new Message(Role.USER, Text.of(in.text(name)));
  }

  private static List<String> sealed(byte[] json) {
    SealedReader sealed = new SealedReader();
    read(json, in -> in.fields("request", name -> sealed.request(name, in)));
    return sealed.ids();
  }

  /// @param status HTTP status
  /// @param bytes the body, or its beginning
  /// @param stream whether it is a stream of server-sent events; else it is JSON
  public void reply(int status, byte[] bytes, boolean stream) {
    draft.status = OptionalLong.of(status);
    if (api == WireApi.EMBEDDINGS || status >= 400) {
      return;
    }
    WireReply reply = new WireReply();
    SealedReader sealed = new SealedReader();
    if (stream) {
      for (byte[] event : WireReply.events(bytes)) {
        read(event, reply::event);
        read(event, sealed::event);
      }
    } else {
      read(bytes, reply::whole);
      read(bytes, in -> in.fields("reply", name -> sealed.reply(name, in)));
    }
    draft.completion = reply.words();
    draft.reasoningOut = sealed.ids();
  }

  private static boolean read(byte[] json, Consumer<Json> reader) {
    Outcome unread = new Outcome();
    if (!Bytes.isUtf8(json, 0, json.length)) {
      return false;
    }
    try (Json in = JSON.open(json, 0, json.length, unread)) {
      in.start();
      reader.accept(in);
      return true;
    } catch (JacksonException | Refusal e) {
      return false;
    }
  }

  /// The exchange.
  ///
  /// @throws IllegalArgumentException when it has no account, or an id that is too long
  public Exchange exchange() {
    try {
      return draft.exchange("at");
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.reason(), refusal);
    }
  }
}
