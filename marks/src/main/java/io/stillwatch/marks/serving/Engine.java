// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

import static java.util.stream.Collectors.joining;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.profiles.Profiles;
import java.util.Arrays;
import java.util.HexFormat;

/// Inference servers, and a marked tier in their own configuration. What is written holds the key:
/// it goes into a file that only the server can read.
public enum Engine {
  /// vLLM 0.30 and later: one key an engine, so that a tier is a pool of engines.
  VLLM("vllm", "vllm-gumbel", 1),
  /// SGLang: one key a server, and one a request from a gateway.
  SGLANG("sglang", "sglang-gumbel", 1),
  /// transformers: keys a call.
  TRANSFORMERS("transformers", "hf-synthid-cpu", 30),
  /// llama.cpp, pull request 28350 (open): keys on the command line.
  LLAMA_CPP("llama.cpp", "hf-synthid-cpu", 30),
  /// TensorRT-LLM: its hash is not published, so that nothing here can read its mark.
  TENSORRT_LLM("tensorrt-llm", "tensorrt-gumbel", 1);

  private final String word;
  private final String profile;
  private final int keyWords;

  Engine(String word, String profile, int keyWords) {
    this.word = word;
    this.profile = profile;
    this.keyWords = keyWords;
  }

  /// The engine that a word names.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Engine of(String word) {
    return Arrays.stream(values())
        .filter(engine -> engine.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no engine %s; there are %s"
                        .formatted(
                            word,
                            Arrays.stream(values()).map(Engine::word).collect(joining(", ")))));
  }

  /// What settings call it.
  public String word() {
    return word;
  }

  /// The name of the profile that its marks have.
  public String profile() {
    return profile;
  }

  /// What reads the marks that a tier has.
  ///
  /// @throws IllegalArgumentException where the hash is not published, or the window is not ours to
  ///   set
  public Profile reads(Tier tier) {
    if (this == LLAMA_CPP) {
      throw new IllegalArgumentException(
          "llama.cpp marks with a window of its own, so that what it served cannot be noted");
    }
    return Profiles.of(profile + ":window=" + tier.window());
  }

  /// Whether it takes a key with each request.
  public boolean takesKeys() {
    return this == SGLANG;
  }

  /// How many words its key has.
  public int keyWords() {
    return keyWords;
  }

  /// The configuration of a tier, in the engine's own words, with comments on what it does not do.
  ///
  /// @param key derived for `scope`
  public String configuration(Tier tier, KeyScope scope, Key key) {
    String head = "# %s, tier %s, key %s%n".formatted(word, tier.word(), scope);
    return head
        + switch (this) {
          case VLLM -> vllm(tier, key);
          case SGLANG -> sglang(tier, key);
          case TRANSFORMERS -> transformers(tier, key);
          case LLAMA_CPP -> llamaCpp(key);
          case TENSORRT_LLM -> tensorRt(tier, key);
        };
  }

  private static String vllm(Tier tier, Key key) {
    return """
        # A request can opt out with "watermarking": false; strip it at the gateway. Route this tier to this pool.
        vllm serve MODEL --watermark-config '{"algorithm":"gumbel","key":%s,"context_width":%d}'
        """
        .formatted(Long.toUnsignedString(key.first()), tier.window());
  }

  private static String sglang(Tier tier, Key key) {
    return """
        # watermark.json, readable by the server alone (chmod 600):
        {"key":"%s","context_window":%d,"default_enabled":true,"enforce_all":true}
        # python -m sglang.launch_server --model-path MODEL --enable-watermark --watermark-config watermark.json
        """
        .formatted(hex(key), tier.window());
  }

  private static String transformers(Tier tier, Key key) {
    return """
        # Python. The sampling table is drawn on the model's device: a GPU's is not the one that hf-synthid-cpu reads.
        from transformers import SynthIDTextWatermarkingConfig
        watermarking = SynthIDTextWatermarkingConfig(ngram_len=%d, keys=[%s])
        # model.generate(**inputs, do_sample=True, watermarking_config=watermarking)
        """
        .formatted(tier.window() + 1, list(key));
  }

  private static String llamaCpp(Key key) {
    return """
        # As pull request 28350 has it; not merged when this was written. Its window is its own default.
        llama-server -m MODEL.gguf --synthid-keys %s
        """
        .formatted(list(key));
  }

  private static String tensorRt(Tier tier, Key key) {
    return """
        # Python; a prototype whose recipe may change. No profile here reads it: keep its own detector.
        from tensorrt_llm.watermark import WatermarkConfig
        watermark_config = WatermarkConfig(algorithm="gumbel", key=%s, context_width=%d)
        # LLM(model=..., watermark_config=watermark_config)
        """
        .formatted(Long.toUnsignedString(key.first()), tier.window());
  }

  static String hex(Key key) {
    return HexFormat.of().toHexDigits(key.first());
  }

  private static String list(Key key) {
    return key.words().stream().map(String::valueOf).collect(joining(","));
  }
}
