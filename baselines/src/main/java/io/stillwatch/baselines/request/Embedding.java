// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

/// Texts as points: words and pairs of neighbouring words, hashed with a sign into a fixed number
/// of dimensions (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009)
/// and scaled to length 1. It stands in for the trained encoders of the papers, which would have to
/// be shipped and run.
public final class Embedding {
  /// Dimensions.
  public static final int SIZE = 128;

  private Embedding() {}

  static float[] of(long[] words) {
    float[] point = new float[SIZE];
    for (int i = 0; i < words.length; i++) {
      add(point, words[i]);
      if (i > 0) {
        add(point, Hash.of(words[i - 1], words[i]));
      }
    }
    float length = (float) Math.sqrt(dot(point, point));
    for (int i = 0; i < SIZE && length > 0; i++) {
      point[i] /= length;
    }
    return point;
  }

  private static void add(float[] point, long hash) {
    long bits = Hash.mix(hash);
    point[(int) (bits & (SIZE - 1))] += bits < 0 ? -1 : 1;
  }

  /// The inner product; of two embeddings, the cosine of their angle.
  public static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// The distance of two embeddings, 0 to 2.
  public static double distance(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float by = a[i] - b[i];
      sum += by * by;
    }
    return Math.sqrt(sum);
  }
}
