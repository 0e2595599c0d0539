// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.stillwatch.lineage.lab.LanguageModel;
import io.stillwatch.lineage.lab.NextToken;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A trained [Network] that is asked for many continuations at once.
final class NeuralModel implements LanguageModel {
  private static final int ROWS = 64;

  private final Network network;

  NeuralModel(Network network) {
    this.network = network;
  }

  Network network() {
    return network;
  }

  @Override
  public NextToken after(int[] ids, int at) {
    return after(List.of(Arrays.copyOf(ids, at))).findFirst().orElseThrow();
  }

  @Override
  public Stream<NextToken> after(List<int[]> contexts) {
    return parts(contexts).flatMap(part -> next(part).stream());
  }

  private List<NextToken> next(List<int[]> contexts) {
    try (NDScope _ = Network.scope()) {
      return chances(states(contexts));
    }
  }

  /// The states at the end of each.
  private NDArray states(List<int[]> contexts) {
    Batch batch = Batch.of(contexts, network.vocabulary());
    NDManager manager = network.manager();
    return Network.rows(network.read(batch), manager.create(batch.ends()));
  }

  private List<NextToken> chances(NDArray states) {
    float[] table = network.logits(states).softmax(1).toFloatArray();
    int words = network.vocabulary();
    return IntStream.range(0, table.length / words)
        .mapToObj(row -> NextToken.row(table, row * words, words))
        .toList();
  }

  @Override
  public List<int[]> answers(List<int[]> prompts, int length, Draw draw) {
    var all = new ArrayList<int[]>(prompts.size());
    parts(prompts).forEach(part -> all.addAll(written(part, length, draw)));
    return all;
  }

  private List<int[]> written(List<int[]> prompts, int length, Draw draw) {
    List<int[]> replies = prompts.stream().map(prompt -> new int[length]).toList();
    try (NDScope _ = Network.scope()) {
      NDArray states = states(prompts);
      for (int at = 0; at < length; at++) {
        List<NextToken> chances = chances(states);
        var said = new long[prompts.size()];
        for (int row = 0; row < said.length; row++) {
          said[row] = chances.get(row).draw(draw.nextDouble());
          replies.get(row)[at] = (int) said[row];
        }
        NDArray ids = network.manager().create(said, new Shape(said.length, 1));
        states = network.read(ids, states.expandDims(0));
      }
    }
    return replies;
  }

  private static Stream<List<int[]>> parts(List<int[]> all) {
    return IntStream.rangeClosed(0, (all.size() - 1) / ROWS)
        .mapToObj(i -> all.subList(i * ROWS, Math.min(all.size(), (i + 1) * ROWS)))
        .filter(part -> !part.isEmpty());
  }
}
