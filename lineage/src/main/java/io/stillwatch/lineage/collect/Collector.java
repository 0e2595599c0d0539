// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.lineage.compare.Probe;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.Plan;
import io.stillwatch.lineage.trial.Suspect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Asks a model and keeps its answers in the form that comparison reads, one canonical JSON object
/// a line: model, prompt, answer, tokens, tries. What was refused for good has the answer `null`
/// and says why. Each line is on the disk before the next question goes out; who is started again
/// goes on, asks nothing twice, and counts what was spent before. Not for two threads or processes.
///
/// @param model whose answers these are
/// @param budget requests and tokens at most, over all runs of this file
public record Collector(String model, Plan.Budget budget) {
  /// So many questions in a row without an answer, and it stops to be continued.
  private static final int SILENCE = 10;

  /// @param prompt the id under which the answer is kept
  public record Asked(String prompt, Suspect.Question question) {}

  /// @param answered prompts that have an answer, or were refused for good
  /// @param left prompts for which the budget did not reach
  public record Done(int answered, int left) {}

  /// Every probe, so many times. All are asked once before any is asked again, so that a budget
  /// that ends early ends for all alike.
  public static List<Asked> probes(List<Probe> probes, int times, int tokens) {
    var all = new ArrayList<Asked>();
    for (int time = 0; time < times; time++) {
      for (Probe probe : probes) {
        all.add(new Asked(probe.prompt(time), new Suspect.Question(probe.text(), tokens, 0)));
      }
    }
    return all;
  }

  /// Prompts of a file of JSON Lines with `id` and `text`, each once.
  ///
  /// @throws BadInput when a line is not that
  public static List<Asked> prompts(Path file, int tokens) throws IOException {
    var all = new ArrayList<Asked>();
    for (JsonNode row : Json.lines(file)) {
      String where = file + ", prompt " + (all.size() + 1);
      all.add(
          new Asked(
              Json.text(row, "id", where),
              new Suspect.Question(Json.text(row, "text", where), tokens, 0)));
    }
    return all;
  }

  /// Asks what the file has no answer to.
  ///
  /// @throws BadInput when the file holds another model's answers or is in use, or ten questions in
  ///   a row have no answer
  public Done run(Suspect suspect, List<Asked> questions, Path file)
      throws IOException, InterruptedException {
    try (FileChannel out = FileChannel.open(file, CREATE, READ, WRITE)) {
      if (out.tryLock() == null) {
        throw new BadInput(file + " is in use by another process");
      }
      var spent = new Spent(load(file, out));
      int silent = 0;
      int left = 0;
      for (Asked one : questions) {
        if (spent.known.contains(one.prompt())) {
          continue;
        }
        if (!spent.within(budget)) {
          left++;
          continue;
        }
        Map<String, Object> row = ask(suspect, one);
        spent.add(row);
        silent = row.containsKey("failed") ? silent + 1 : 0;
        if (silent == SILENCE) {
          throw new BadInput(
              "no answer to %d questions in a row (%s); it goes on when it is started again"
                  .formatted(SILENCE, row.get("failed")));
        }
        if (silent == 0) {
          write(out, row);
        }
      }
      long answered = questions.stream().filter(q -> spent.known.contains(q.prompt())).count();
      return new Done((int) answered, left);
    }
  }

  private Map<String, Object> ask(Suspect suspect, Asked asked)
      throws IOException, InterruptedException {
    var row = new HashMap<String, Object>();
    row.put("model", model);
    row.put("prompt", asked.prompt());
    try {
      Suspect.Reply reply = suspect.ask(asked.question());
      row.put("answer", reply.text());
      row.put("tokens", reply.tokens());
      row.put("tries", reply.tries());
    } catch (Suspect.NoAnswer none) {
      row.put(none.forGood() ? "why" : "failed", String.valueOf(none.getMessage()));
      row.put("answer", NullNode.getInstance());
      row.put("tries", none.forGood() ? 1 : budget.tries());
    }
    return row;
  }

  private static void write(FileChannel out, Map<String, Object> row) throws IOException {
    ByteBuffer bytes = UTF_8.encode(Json.canonical(row) + "\n");
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(false);
  }

  /// What is there already; half a line at the end, of a process that died, is cut off.
  private List<JsonNode> load(Path file, FileChannel out) throws IOException {
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    var rows = new ArrayList<JsonNode>();
    for (String line : whole.lines().toList()) {
      String where = file + ", line " + (rows.size() + 1);
      JsonNode row = Json.parse(line, where);
      if (!Json.text(row, "model", where).equals(model)) {
        throw new BadInput(where + " is an answer of another model; name a new file for " + model);
      }
      rows.add(row);
    }
    out.truncate(whole.getBytes(UTF_8).length);
    out.position(out.size());
    return rows;
  }

  /// What the answers cost, and which prompts have one.
  private static final class Spent {
    private final Set<String> known = new HashSet<>();
    private long requests;
    private long tokens;

    Spent(List<JsonNode> rows) {
      for (JsonNode row : rows) {
        known.add(row.path("prompt").asString(""));
        requests += row.path("tries").asLong(1);
        tokens += row.path("tokens").asLong(0);
      }
    }

    void add(Map<String, Object> row) {
      requests += ((Number) row.getOrDefault("tries", 1)).longValue();
      tokens += ((Number) row.getOrDefault("tokens", 0)).longValue();
      if (!row.containsKey("failed")) {
        known.add((String) row.getOrDefault("prompt", ""));
      }
    }

    boolean within(Plan.Budget budget) {
      return requests < budget.requests() && tokens < budget.tokens();
    }
  }
}
