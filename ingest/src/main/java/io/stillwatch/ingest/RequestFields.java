// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonToken;

/// The fields of a request to a model API while they come in.
final class RequestFields {
  private static final long MOST_ANSWERS = 1000;
  private static final int MOST_INPUTS = 10_000;

  final List<String> reasoning = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final SortedMap<String, String> params = new TreeMap<>();
  private String model = "";
  private String endUser = "";
  private List<Message> system = List.of();
  private List<Text> tools = List.of();

  void take(String name, Json json) {
    switch (name) {
      case "model" -> model = json.shortText(name);
      case "messages", "input", "prompt" -> words(name, json);
      case "system", "instructions" -> system = MessageReader.system(json);
      case "tools", "functions" -> tools = Params.tools(json);
      case "user", "safety_identifier" -> endUser = json.shortText(name);
      case "metadata" -> json.fields(name, key -> metadata(key, json));
      default -> Params.put(params, name, json);
    }
  }

  private void metadata(String name, Json json) {
    if (name.equals("user_id")) {
      endUser = json.shortText(name);
    } else {
      json.skip();
    }
  }

  /// A text, a list of texts, or a list of messages.
  private void words(String name, Json json) {
    if (json.isText()) {
      messages.add(new Message(Role.USER, Text.of(json.text(name))));
    } else if (name.equals("messages")) {
      MessageReader.messages(json, messages);
    } else {
      json.elements(name, MOST_INPUTS, () -> input(name, json));
    }
  }

  private void input(String name, Json json) {
    if (json.isText()) {
      messages.add(new Message(Role.USER, Text.of(json.text(name))));
    } else if (json.token() == JsonToken.START_OBJECT) {
      messages.add(MessageReader.message(json));
    } else {
      json.skip();
    }
  }

  ModelRequest request(int bytes, boolean whole) {
    List<Message> all = new ArrayList<>(system);
    all.addAll(messages);
    Ask ask = new Ask(model, params, all, tools, !whole, reasoning);
    long input = Math.ceilDiv(bytes, ModelCalls.CHARACTERS_PER_TOKEN);
    return new ModelRequest(ask, wants(), input, output(), endUser);
  }

  private Set<Feature> wants() {
    Set<Feature> wants = EnumSet.noneOf(Feature.class);
    boolean counted = decimal("logprobs").isPresent();
    if (isOn("logprobs") || counted || decimal("top_logprobs").orElse(0) > 0) {
      wants.add(Feature.LOGPROBS);
    }
    if (answers() > 1) {
      wants.add(Feature.SEVERAL_ANSWERS);
    }
    if (List.of("temperature", "top_p", "top_k").stream().anyMatch(this::isGreedy)) {
      wants.add(Feature.TEMPERATURE_ZERO);
    }
    if (wantsReasoning()) {
      wants.add(Feature.REASONING);
    }
    for (String extra : params.getOrDefault("include", "").split("\"", -1)) {
      FeatureRules.included(extra).ifPresent(wants::add);
    }
    return wants;
  }

  private boolean isGreedy(String param) {
    OptionalDouble value = decimal(param);
    return value.isPresent() && FeatureRules.isGreedy(param, value.getAsDouble());
  }

  /// Anthropic's `thinking`, and a `summary` in OpenAI's `reasoning`; others say so by a flag.
  private boolean wantsReasoning() {
    String thinking = params.getOrDefault("thinking", "{\"type\":\"disabled\"}");
    String reasoning = params.getOrDefault("reasoning", "");
    return !thinking.contains("\"type\":\"disabled\"")
        || (reasoning.contains("\"summary\":") && !reasoning.contains("\"summary\":null"))
        || isOn("include_reasoning");
  }

  private boolean isOn(String param) {
    return params.getOrDefault(param, "").equals("true");
  }

  private OptionalDouble decimal(String param) {
    return Numbers.decimal(params.getOrDefault(param, ""));
  }

  private long answers() {
    return (long) Math.clamp(decimal("n").orElse(1), 1, MOST_ANSWERS);
  }

  private long output() {
    for (String name : List.of("max_completion_tokens", "max_output_tokens", "max_tokens")) {
      long most = Numbers.whole(params.getOrDefault(name, "0")).orElse(0);
      if (most > 0) {
        return Math.min(most, Integer.MAX_VALUE) * answers();
      }
    }
    return 0;
  }
}
