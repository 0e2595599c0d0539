// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.stillwatch.stats.Draw;
import java.util.List;

/// A recurrent language model: an embedding, one layer of gated recurrent units (Cho et al., arXiv
/// 1406.1078), and the embedding again to say what comes next (Press and Wolf, arXiv 1608.05859).
/// Token `vocabulary` stands before every document. Not for two threads.
final class Network {
  /// Units, and numbers in an embedding.
  private static final int WIDTH = 128;

  private final NDManager manager;
  private final NDList weights;
  private final int vocabulary;

  private Network(NDManager manager, NDList weights) {
    this.manager = manager;
    this.weights = weights;
    vocabulary = (int) weights.get(0).getShape().get(0) - 1;
    weights.forEach(one -> one.setRequiresGradient(true));
  }

  /// One that knows nothing.
  static Network random(NDManager manager, int vocabulary, Draw draw) {
    double spread = 1 / Math.sqrt(WIDTH);
    return new Network(
        manager,
        new NDList(
            uniform(manager, draw, spread, vocabulary + 1, WIDTH),
            uniform(manager, draw, spread, 3 * WIDTH, WIDTH),
            uniform(manager, draw, spread, 3 * WIDTH, WIDTH),
            manager.zeros(new Shape(3 * WIDTH)),
            manager.zeros(new Shape(3 * WIDTH)),
            manager.zeros(new Shape(vocabulary))));
  }

  private static NDArray uniform(NDManager manager, Draw draw, double spread, int rows, int width) {
    var values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * (2 * draw.nextDouble() - 1));
    }
    return manager.create(values, new Shape(rows, width));
  }

  /// What is made from here on goes when this is closed. Gradients are off: every thread begins
  /// with them on, and they would be kept for everything that a model says.
  static NDScope scope() {
    JniUtils.setGradMode(false);
    return new NDScope();
  }

  static Network decoded(NDManager manager, byte[] encoded) {
    return new Network(manager, NDList.decode(manager, encoded));
  }

  byte[] encoded() {
    return weights.encode();
  }

  NDList weights() {
    return weights;
  }

  NDManager manager() {
    return manager;
  }

  int vocabulary() {
    return vocabulary;
  }

  /// Collects the gradients of the mean surprise at these documents.
  ///
  /// @return that mean, in nats a token
  double backward(List<int[]> documents) {
    Batch batch = Batch.of(documents, vocabulary);
    try (NDScope _ = scope();
        GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      NDArray states = read(batch);
      NDArray at = manager.create(batch.filled());
      NDArray next = manager.create(batch.next()).expandDims(1);
      NDArray loss = logits(rows(states, at)).logSoftmax(1).gather(next, 1).mean().neg();
      gradients.backward(loss);
      return loss.getFloat();
    }
  }

  /// States after each token of each row, one row after the other.
  ///
  /// @param before of the rows
  NDArray read(NDArray ids, NDArray before) {
    NDArray embedded = Embedding.embedding(ids, weights.get(0), SparseFormat.DENSE).get(0);
    var cell = new NDList(weights.get(1), weights.get(2), weights.get(3), weights.get(4));
    return embedded
        .getNDArrayInternal()
        .gru(embedded, before, cell, true, 1, 0, false, false, true)
        .get(0)
        .reshape(-1, WIDTH);
  }

  /// Likewise from their beginning.
  NDArray read(Batch batch) {
    return read(
        manager.create(batch.tokens(), new Shape(batch.rows(), batch.width())),
        manager.zeros(new Shape(1, batch.rows(), WIDTH)));
  }

  /// Unnormalised log-chances of the next token after each of these states.
  NDArray logits(NDArray states) {
    NDArray words = weights.get(0).get(new NDIndex("0:{}", vocabulary));
    return states.matMul(words.transpose()).add(weights.get(5));
  }

  /// Some rows of a table.
  static NDArray rows(NDArray table, NDArray at) {
    return Embedding.embedding(at, table, SparseFormat.DENSE).get(0);
  }
}
