// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

import io.stillwatch.marks.Key;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rewrites a request so that its reply is marked as its tier says: takes out the fields by which a
/// caller would opt out or bring a key of his own, raises a temperature at which nothing is marked, and
/// puts the tier's key in where an engine takes one. A pure function of the request's JSON.
public final class Rewriting {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> MARKS = List.of("watermark", "watermarking");
  private static final List<String> INSIDE = List.of("extra_body", "sampling_params");
  private static final List<String> BEAMS =
      List.of("use_beam_search", "beam_width", "num_beams", "best_of");

  private final Engine engine;
  private final Tier tier;
  private final Key key;

  /// @param key of the tier or campaign; only SGLang takes it with a request
  public Rewriting(Engine engine, Tier tier, Key key) {
    this.engine = engine;
    this.tier = tier;
    this.key = key;
  }

  /// A rewritten request.
  ///
  /// @param json what goes to the engine
  /// @param changed names of the fields that were taken out or set, for the log; no values
  public record Rewritten(String json, List<String> changed) {
    public Rewritten {
      changed = List.copyOf(changed);
    }

    @Override
    public String toString() {
      return "a request with changed " + changed;
    }
  }

  /// Rewrites.
  ///
  /// @throws IllegalArgumentException if it is no JSON object; its words are not repeated
  public Rewritten rewrite(String request) {
    List<String> changed = new ArrayList<>();
    ObjectNode root = parsed(request);
    clean(root, "", changed);
    for (String inside : INSIDE) {
      JsonNode node = root.path(inside);
      if (node instanceof ObjectNode object) {
        clean(object, inside + ".", changed);
      }
      for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
        if (element instanceof ObjectNode object) {
          clean(object, inside + "[].", changed);
        }
      }
    }
    force(root, changed);
    return new Rewritten(JSON.writeValueAsString(root), changed);
  }

  private void clean(ObjectNode node, String at, List<String> changed) {
    for (String field : MARKS) {
      if (node.remove(field) != null) {
        changed.add(at + field);
      }
    }
    if (tier.leastTemperature() > 0) {
      sample(node, at, changed);
    }
  }

  /// Greedy decoding and beams are unmarked.
  private void sample(ObjectNode node, String at, List<String> changed) {
    JsonNode temperature = node.path("temperature");
    if (temperature.isNumber() && temperature.doubleValue() < tier.leastTemperature()) {
      node.put("temperature", tier.leastTemperature());
      changed.add(at + "temperature");
    }
    if (node.path("top_k").isNumber() && node.path("top_k").doubleValue() == 1) {
      node.remove("top_k");
      changed.add(at + "top_k");
    }
    for (String field : BEAMS) {
      if (node.remove(field) != null) {
        changed.add(at + field);
      }
    }
  }

  private void force(ObjectNode root, List<String> changed) {
    switch (engine) {
      case SGLANG -> {
        ObjectNode mark = root.putObject("watermark");
        mark.put("enabled", true);
        mark.put("key", Engine.hex(key));
        mark.put("context_window", tier.window());
        changed.add("watermark");
      }
      case VLLM -> {
        root.put("watermarking", true);
        changed.add("watermarking");
      }
      case TRANSFORMERS, LLAMA_CPP, TENSORRT_LLM -> {}
    }
  }

  private static ObjectNode parsed(String request) {
    try {
      if (JSON.readTree(request) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a request is a JSON object; this one is not JSON");
    }
    throw new IllegalArgumentException("a request is a JSON object; this one is another value");
  }
}
