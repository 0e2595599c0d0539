// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.keys.KeyProof;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What will be asked, how it will be judged, and when it stops: all that could be chosen to suit
/// the result, fixed before the first query. docs/lineage.md has the file.
///
/// @param settings every value of the file, for the registration
/// @param ours our own marked text, if given: the strength of a live proxy, and which contexts were
///   ever served
/// @param clean answers of a model known to be clean
public record Plan(
    String title,
    String suspect,
    Api api,
    Secret secret,
    Queries queries,
    Budget budget,
    Rule rule,
    Optional<Path> ours,
    Optional<Path> clean,
    Optional<Path> curve,
    Optional<Likeness> likeness,
    Map<String, Object> settings) {
  public Plan {
    settings = Map.copyOf(settings);
  }

  /// Which of OpenAI's two interfaces.
  public enum Api {
    COMPLETIONS,
    CHAT
  }

  /// @param profile of the mark, as the registry of profiles writes it
  /// @param tokenizer of the marked model: a name, or a file
  /// @param folder of our keys, where two people approve a run; absent for keys of a rehearsal
  public record Secret(Path keys, Profile profile, String tokenizer, Optional<Path> folder) {
    boolean sharesTosses() {
      return profile.under(Key.decoy(1, 0, profile.keyWords())).sharesTosses();
    }

    Optional<Path> tokenizerFile() {
      Path file = Path.of(tokenizer);
      return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /// Words of a `.txt` vocabulary, or whatever else the name stands for.
    Tokenizer tokens() throws IOException {
      return tokenizer.endsWith(".txt")
          ? new WordTokens(Files.readAllLines(Path.of(tokenizer)))
          : Tokenizer.of(tokenizer);
    }
  }

  /// @param prompts for free text
  /// @param answerTokens how long an answer may be
  /// @param served prefixes of replies that we served under the key
  /// @param topLogprobs how many chances to ask for after each; 0 for none
  /// @param twins coin-chosen variants, and which one was served
  /// @param goingOn how a chat is asked to go on with a prefix
  /// @param tracers how many questions with a word that nobody else can know
  /// @param ledger of twins, with what to ask at each of its places
  /// @param index of the contexts that were served under the tested key
  public record Queries(
      Optional<Path> prompts,
      int answerTokens,
      Optional<Path> served,
      int topLogprobs,
      Optional<Path> twins,
      GoingOn goingOn,
      int tracers,
      Optional<Path> index,
      Optional<Tossed> ledger) {}

  /// Twins of a ledger that `stillwatch mark twins` keeps.
  ///
  /// @param prompts what to ask at its places
  /// @param unserved a cohort that nobody was served: a control; empty for none
  public record Tossed(Path ledger, Path prompts, String unserved) {}

  /// How a chat is asked to go on with the beginning of a reply.
  public enum GoingOn {
    /// In words; any endpoint.
    ASK,
    /// The prefix is the assistant's, as the last message: Anthropic's, OpenRouter's.
    PREFILL,
    /// Likewise, with what vLLM and SGLang take to leave it open.
    VLLM,
    /// Likewise, as Mistral and DeepSeek take it.
    MISTRAL
  }

  /// @param requests and tokens at most, over all runs
  /// @param perSecond requests a second at most
  public record Budget(
      long requests, long tokens, double perSecond, int timeoutSeconds, int tries) {}

  /// @param alpha level: the key is said to show when `e >= 1 / alpha`
  /// @param early whether to stop as soon as it does; then pairs count once, without weights
  public record Rule(double alpha, boolean early, int decoys, long seed) {}

  /// L5: collected answers of teacher and controls to the same prompts.
  public record Likeness(Path answers, String teacher, List<String> controls) {
    public Likeness {
      controls = List.copyOf(controls);
    }
  }

  /// Reads a plan; files it names stand beside it.
  public static Plan read(Path file) throws IOException {
    return new PlanReader(file).plan();
  }

  /// What is registered: every setting, the SHA-256 of every file named, and a commitment to the
  /// keys.
  public Map<String, Object> registration() throws IOException {
    var files = new TreeMap<String, Object>();
    for (Path file : files()) {
      files.put(file.getFileName().toString(), Json.sha256(file));
    }
    KeyFile keys = KeyFile.read(secret.keys());
    return Map.of(
        "plan",
        settings,
        "files",
        files,
        "keys",
        keys.commitment(),
        "key_proofs",
        keys.proofs().stream().map(KeyProof::text).toList(),
        "statistic",
        "joint e-value of L1 (min(n,8) weights; once if early), L2 or L3 at contexts without circles;"
            + " its mean with that of L1 at indexed contexts, if there is an index,"
            + " times L4; pairs that stand in prompts do not count");
  }

  /// The hash to publish before the first query.
  public String commitment() throws IOException {
    return Json.sha256(Json.canonical(registration()));
  }

  private List<Path> files() {
    return Stream.of(
            secret.tokenizerFile(),
            queries.prompts(),
            queries.served(),
            queries.twins(),
            queries.index(),
            queries.ledger().map(Tossed::ledger),
            queries.ledger().map(Tossed::prompts),
            ours,
            clean,
            curve)
        .flatMap(Optional::stream)
        .toList();
  }
}
