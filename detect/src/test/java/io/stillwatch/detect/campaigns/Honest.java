// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.stats.Draw;
import java.util.Arrays;

/// Strangers who share a template, each by their own taste: shares drawn from a symmetric Dirichlet
/// distribution, uses falling into halves by chance.
final class Honest {
  private final Draw draw;

  Honest(Draw draw) {
    this.draw = draw;
  }

  /// A group of `size` users of one template of this concentration, in a town twice as large.
  Group group(int size, double concentration, int uses) {
    double[] shares = dirichlet(size, concentration);
    var nominating = new long[size];
    var testing = new long[size];
    for (int u = 0; u < uses; u++) {
      int user = pick(shares);
      if (draw.nextBoolean()) {
        nominating[user]++;
      } else {
        testing[user]++;
      }
    }
    var board = new Board();
    for (int i = 0; i < 2 * size; i++) {
      long own = i < size ? nominating[i] + testing[i] : 50;
      long others = (long) (own * draw.nextDouble());
      board.take(new Clue.Seen(Boards.portrait(i, 1 + own + others)));
    }
    Boards.used(board, Kind.HEAD, 9, nominating, testing);
    int[] users = java.util.stream.IntStream.range(0, size).toArray();
    return Boards.group(board, users);
  }

  private double[] dirichlet(int size, double concentration) {
    double[] shares = new double[size];
    Arrays.setAll(shares, i -> gamma(concentration));
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(s -> s / sum).toArray();
  }

  /// Marsaglia and Tsang 2000, with their boost for shapes below 1.
  private double gamma(double shape) {
    double d = shape + 1 - 1.0 / 3;
    while (true) {
      double x = normal();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(uniform()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v * Math.pow(uniform(), 1 / shape);
      }
    }
  }

  private double normal() {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * draw.nextDouble());
  }

  private double uniform() {
    return 1 - draw.nextDouble();
  }

  private int pick(double[] shares) {
    double left = draw.nextDouble();
    for (int i = 0; i < shares.length; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
