// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static java.util.stream.Collectors.joining;

import io.stillwatch.marks.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The registry: every profile by its name, with the settings that a deployment may change. There
/// is no single watermark detector; which profile a text may carry is for its owner to say.
///
/// A profile is written `vllm-gumbel` or `vllm-gumbel:window=2`.
public final class Profiles {
  private static final Map<String, Function<Settings, Profile>> MAKERS = makers();

  private Profiles() {}

  /// Every profile with its engine's defaults.
  public static List<Profile> all() {
    return MAKERS.keySet().stream().map(Profiles::of).toList();
  }

  /// The profile that a text names.
  ///
  /// @throws IllegalArgumentException if there is none, with what there is
  public static Profile of(String words) {
    String[] parts = words.split(":", 2);
    Function<Settings, Profile> maker = MAKERS.get(parts[0]);
    if (maker == null) {
      throw new IllegalArgumentException(
          "no profile %s; there are %s".formatted(parts[0], String.join(", ", MAKERS.keySet())));
    }
    var settings = new Settings(parts[0], parts.length == 1 ? "" : parts[1]);
    Profile profile = maker.apply(settings);
    settings.requireAllRead();
    return profile;
  }

  private static Map<String, Function<Settings, Profile>> makers() {
    Map<String, Function<Settings, Profile>> makers = new LinkedHashMap<>();
    makers.put("hf-synthid-cpu", s -> hfSynthId(s, HfSynthId.Device.CPU));
    makers.put("hf-synthid-cuda", s -> hfSynthId(s, HfSynthId.Device.CUDA));
    makers.put(
        "google-synthid",
        s -> new GoogleSynthId(s.whole("window", 4), s.whole("depth", 30), s.scoring()));
    makers.put("vllm-gumbel", s -> new VllmGumbel(s.whole("window", 4)));
    makers.put(
        "vllm-dual-gumbel", s -> new VllmDualGumbel(s.whole("window", 4), s.number("alpha", 0.1)));
    makers.put(
        "vllm-synthid",
        s -> new VllmSynthId(s.whole("window", 4), s.whole("depth", 32), s.scoring()));
    makers.put(
        "vllm-red-green", s -> new VllmRedGreen(s.whole("window", 4), s.number("gamma", 0.25)));
    makers.put("vllm-sbw-self", s -> new Sbw(Sbw.Scheme.SELF, s.number("gamma", 0.5)));
    makers.put("vllm-sbw-left", s -> new Sbw(Sbw.Scheme.LEFT, s.number("gamma", 0.5)));
    makers.put("sglang-gumbel", s -> new SglangGumbel(s.whole("window", 4)));
    makers.put(
        "sglang-dual-gumbel", s -> new SglangGumbel(s.whole("window", 4), s.number("mix", 0.5)));
    makers.put(
        "hf-kgw-left",
        s -> new KgwLeftHash(s.whole("vocabulary", 32_000), s.number("gamma", 0.25)));
    makers.put(
        "hf-kgw-self",
        s ->
            new KgwSelfHash(
                s.whole("vocabulary", 32_000), s.whole("window", 3), s.number("gamma", 0.25)));
    makers.put("textseal", s -> new TextSeal(s.whole("window", 4)));
    return makers;
  }

  private static Profile hfSynthId(Settings s, HfSynthId.Device device) {
    return new HfSynthId(s.whole("window", 4), s.whole("depth", 30), device, s.scoring());
  }

  /// `window=2,depth=20`, each read at most once.
  private static final class Settings {
    private final String profile;
    private final Map<String, String> left = new TreeMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    Settings(String profile, String words) {
      this.profile = profile;
      for (String word : words.isEmpty() ? new String[0] : words.split(",", -1)) {
        String[] pair = word.split("=", 2);
        if (pair.length < 2 || left.put(pair[0], pair[1]) != null) {
          throw new IllegalArgumentException(
              "%s: %s is not one setting such as window=2".formatted(profile, word));
        }
      }
    }

    int whole(String name, int standard) {
      double value = number(name, standard);
      if (value != Math.rint(value)) {
        throw refused(name, String.valueOf(value), "a whole number");
      }
      return (int) value;
    }

    double number(String name, double standard) {
      known.add(name);
      String word = left.remove(name);
      if (word == null) {
        return standard;
      }
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw refused(name, word, "a number");
      }
    }

    SynthIdScore scoring() {
      known.add("score");
      String word = left.remove("score");
      if (word == null) {
        return SynthIdScore.MEAN;
      }
      for (SynthIdScore score : SynthIdScore.values()) {
        if (score.word().equals(word)) {
          return score;
        }
      }
      throw refused("score", word, "mean, weighted-mean or bayesian");
    }

    void requireAllRead() {
      if (!left.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has no setting %s; it has %s"
                .formatted(
                    profile,
                    left.keySet().iterator().next(),
                    known.stream().collect(joining(", "))));
      }
    }

    private IllegalArgumentException refused(String name, String word, String rule) {
      return new IllegalArgumentException(
          "%s: %s is %s; it takes %s".formatted(profile, name, word, rule));
    }
  }
}
