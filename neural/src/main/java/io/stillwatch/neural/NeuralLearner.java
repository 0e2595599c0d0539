// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import ai.djl.ndarray.NDManager;
import io.stillwatch.lineage.lab.LanguageModel;
import io.stillwatch.lineage.lab.Learner;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Trains a [Network]: first a base, from nothing and once for all students of a laboratory, then
/// on the teacher's documents. Each time some passes over all documents in an order drawn anew, by
/// Adam, at a rate that falls to zero. One thread and one student at a time: the same seed gives
/// the same student on the same kind of processor.
public final class NeuralLearner implements Learner {
  private static final Course BASE = new Course(2, 16, 4e-3);
  private static final Course STUDENT = new Course(4, 4, 3e-3);
  private static final long BASE_SEED = 1;

  /// @param passes over all documents
  /// @param batch documents a step
  /// @param rate at the beginning
  private record Course(int passes, int batch, double rate) {}

  /// What the engine says of itself at its start is for its own developers.
  private static final Logger ENGINE = Logger.getLogger("ai.djl");

  static {
    ENGINE.setLevel(Level.SEVERE);
    // Nothing is fetched or told over a network: the library lies beside us. One thread, for
    // several wait for each other by spinning, which is slow where others compute too.
    System.setProperty("ai.djl.offline", "true");
    if (System.getProperty("ai.djl.pytorch.num_threads") == null) {
      System.setProperty("ai.djl.pytorch.num_threads", "1");
    }
  }

  private List<int[]> baseOf = List.of();
  private byte[] base = {};

  /// For [java.util.ServiceLoader].
  public NeuralLearner() {}

  @Override
  public String name() {
    return "neural";
  }

  /// One at a time: PyTorch's engine collects gradients for one only.
  @Override
  public LanguageModel learn(Lessons lessons) {
    synchronized (NeuralLearner.class) {
      NDManager manager = NDManager.newBaseManager();
      Network network = based(manager, lessons);
      train(network, lessons.documents(), STUDENT, new Draw(lessons.seed()));
      return new NeuralModel(network);
    }
  }

  @Override
  public LanguageModel learn(Lessons lessons, Path kept) throws IOException {
    if (Files.exists(kept)) {
      return new NeuralModel(read(kept));
    }
    NeuralModel model = (NeuralModel) learn(lessons);
    Files.write(kept, model.network().encoded());
    return model;
  }

  private static Network read(Path kept) throws IOException {
    byte[] bytes = Files.readAllBytes(kept);
    try {
      return Network.decoded(NDManager.newBaseManager(), bytes);
    } catch (IllegalArgumentException | IllegalStateException notWeights) {
      throw new BadInput(kept + " holds no weights of a student; stillwatch lab make writes them");
    }
  }

  private Network based(NDManager manager, Lessons lessons) {
    if (base.length == 0 || !baseOf.equals(lessons.base())) {
      var draw = new Draw(BASE_SEED);
      Network network = Network.random(manager, lessons.vocabulary(), draw);
      train(network, lessons.base(), BASE, draw);
      base = network.encoded();
      baseOf = lessons.base();
    }
    return Network.decoded(manager, base);
  }

  private static void train(Network network, List<int[]> documents, Course course, Draw draw) {
    var adam = new Adam(network.weights());
    int steps = course.passes() * batches(documents, course.batch(), draw).size();
    int done = 0;
    for (int pass = 0; pass < course.passes(); pass++) {
      for (List<int[]> batch : batches(documents, course.batch(), draw)) {
        network.backward(batch);
        adam.step(course.rate() * (1 - (double) done++ / steps));
      }
    }
  }

  /// In an order of their own each time; of like length, so that little is padded.
  private static List<List<int[]>> batches(List<int[]> documents, int size, Draw draw) {
    var all = new ArrayList<>(documents);
    var chance = new Random(draw.nextLong());
    Collections.shuffle(all, chance);
    all.sort(Comparator.comparingInt(one -> one.length));
    var batches = new ArrayList<List<int[]>>();
    for (int i = 0; i < all.size(); i += size) {
      batches.add(all.subList(i, Math.min(all.size(), i + size)));
    }
    Collections.shuffle(batches, chance);
    return batches;
  }
}
