// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Embedding;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Features whose inner product is about a Gaussian kernel (Rahimi and Recht, Random Features for
/// Large-Scale Kernel Machines, NIPS 2007). The error falls as one over the root of [#SIZE].
final class RandomFeatures {
  /// How many.
  static final int SIZE = 128;

  private final float[][] directions;
  private final double[] shifts = new double[SIZE];

  /// @param dimensions of the points
  /// @param bandwidth standard deviation of the kernel
  RandomFeatures(int dimensions, double bandwidth, long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    directions = new float[SIZE][dimensions];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < dimensions; j++) {
        directions[i][j] = (float) (chance.nextGaussian() / bandwidth);
      }
      shifts[i] = chance.nextDouble(2 * Math.PI);
    }
  }

  float[] of(float[] point) {
    float[] features = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double angle = Embedding.dot(directions[i], point) + shifts[i];
      features[i] = (float) (Math.sqrt(2.0 / SIZE) * Math.cos(angle));
    }
    return features;
  }
}
