// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// Hooks a mark into a generator that samples from logits by itself: called once a step, it leaves
/// one token possible, the one that the mark drew.
@FunctionalInterface
public interface LogitsProcessor {
  /// Changes the logits of the next token in place.
  void process(float[] logits);

  /// Marks a reply.
  ///
  /// @param text the reply; holds all its tokens so far
  /// @param temperature above 0: at 0 nothing can be marked
  static LogitsProcessor of(MarkedText text, double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("a temperature above 0, not " + temperature);
    }
    return logits -> {
      int token = text.next(softmax(logits, temperature));
      java.util.Arrays.fill(logits, Float.NEGATIVE_INFINITY);
      logits[token] = 0;
    };
  }

  private static double[] softmax(float[] logits, double temperature) {
    double top = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      top = Math.max(top, logit);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp((logits[i] - top) / temperature);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
