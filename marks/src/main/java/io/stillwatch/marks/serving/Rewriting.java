// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

import io.stillwatch.marks.Key;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rewrites a request so that its reply is marked as its tier says: takes out the fields by which a
/// caller would opt out or bring a key of his own, raises a temperature at which nothing is marked,
/// and puts the tier's key in where an engine takes one. A pure function of the request's JSON.
///
/// Servers are lenient: one may read `"0"` or `false` as a temperature. So where decoding must not
/// be greedy, a value stays only if it is a number that is known to be harmless.
public final class Rewriting {
  /// Below this, `top_p` leaves one token to choose from at most steps.
  private static final double LEAST_TOP_P = 0.5;

  /// Above this, `min_p` does.
  private static final double MOST_MIN_P = 0.2;

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> MARKS = List.of("watermark", "watermarking");
  private static final List<String> INSIDE = List.of("extra_body", "sampling_params");
  private static final List<String> SAMPLING = List.of("temperature", "top_k", "top_p", "min_p");
  private static final List<String> BEAMS =
      List.of("use_beam_search", "beam_width", "num_beams", "best_of");
  private static final Set<String> TOUCHED =
      Set.copyOf(List.of(MARKS, INSIDE, SAMPLING, BEAMS).stream().flatMap(List::stream).toList());

  private final Engine engine;
  private final Tier tier;
  private final Key key;

  /// @param key of the tier or campaign; only SGLang takes it with a request
  public Rewriting(Engine engine, Tier tier, Key key) {
    this.engine = engine;
    this.tier = tier;
    this.key = key;
  }

  /// Whether a member of a request is looked at, or set; all others stay as they are.
  public static boolean touches(String member) {
    return TOUCHED.contains(member);
  }

  /// Rewrites a request, or those members of it that are touched.
  ///
  /// @return the members that go on, as JSON by name
  /// @throws IllegalArgumentException if it is no JSON object; its words are not repeated
  public SortedMap<String, String> rewrite(String request) {
    ObjectNode root = parsed(request);
    clean(root);
    for (String inside : INSIDE) {
      JsonNode node = root.path(inside);
      if (node instanceof ObjectNode object) {
        clean(object);
      }
      for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
        if (element instanceof ObjectNode object) {
          clean(object);
        }
      }
    }
    force(root);
    SortedMap<String, String> members = new TreeMap<>();
    root.properties().forEach(member -> members.put(member.getKey(), member.getValue().toString()));
    return Collections.unmodifiableSortedMap(members);
  }

  private void clean(ObjectNode node) {
    node.remove(MARKS);
    if (tier.leastTemperature() > 0) {
      sample(node);
    }
  }

  /// Greedy decoding and beams are unmarked.
  private void sample(ObjectNode node) {
    JsonNode temperature = node.path("temperature");
    boolean given = !temperature.isMissingNode() && !temperature.isNull();
    if (given && !isAtLeast(temperature, tier.leastTemperature())) {
      node.put("temperature", tier.leastTemperature());
    }
    JsonNode topK = node.path("top_k");
    if (!(topK.isNumber() && topK.doubleValue() != 1)) {
      node.remove("top_k");
    }
    if (!isAtLeast(node.path("top_p"), LEAST_TOP_P)) {
      node.remove("top_p");
    }
    JsonNode minP = node.path("min_p");
    if (!(minP.isNumber() && minP.doubleValue() <= MOST_MIN_P)) {
      node.remove("min_p");
    }
    node.remove(BEAMS);
  }

  private static boolean isAtLeast(JsonNode value, double least) {
    return value.isNumber() && value.doubleValue() >= least;
  }

  private void force(ObjectNode root) {
    switch (engine) {
      case SGLANG -> {
        ObjectNode mark = root.putObject("watermark");
        mark.put("enabled", true);
        mark.put("key", Engine.hex(key));
        mark.put("context_window", tier.window());
      }
      case VLLM -> root.put("watermarking", true);
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
