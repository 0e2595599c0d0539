// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/// Strangers who share a template, each by their own taste: shares drawn from a symmetric Dirichlet
/// distribution, uses falling into halves by chance.
final class Honest {
  private final Draw draw;
  private final Luck luck;

  Honest(Draw draw) {
    this.draw = draw;
    luck = new Luck(draw);
  }

  /// A group of `size` users of one template of this concentration, in a town twice as large.
  Group group(int size, double concentration, int uses) {
    return group(dirichlet(size, concentration), uses);
  }

  /// A group of users of one template who have these shares in its uses.
  Group group(double[] shares, int uses) {
    int size = shares.length;
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
    return shares(size, () -> luck.gamma(concentration));
  }

  /// Shares in proportion to weights drawn one by one.
  static double[] shares(int size, DoubleSupplier weight) {
    double[] shares = new double[size];
    Arrays.setAll(shares, i -> weight.getAsDouble());
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(s -> s / sum).toArray();
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
