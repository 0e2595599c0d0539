// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import java.util.List;

/// Places for the dots of a graph. Dots push each other away, lines pull, and a weak pull to the
/// middle keeps loose parts on the page (Fruchterman and Reingold 1991, with gravity). Starts from
/// a spiral, not from chance, and uses [StrictMath], so the same graph always gives the same
/// picture. Time grows with the square of the dots: 400 take about a quarter of a second.
public final class Layout {
  public static final int WIDTH = 1000;
  public static final int HEIGHT = 560;
  private static final int MARGIN = 24;
  private static final int ROUNDS = 220;
  private static final double GOLDEN_ANGLE = 2.399963229728653;

  private final double[] x;
  private final double[] y;
  private final double[] dx;
  private final double[] dy;

  private Layout(int nodes) {
    x = new double[nodes];
    y = new double[nodes];
    dx = new double[nodes];
    dy = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double radius = StrictMath.sqrt(i + 0.5);
      x[i] = radius * StrictMath.cos(i * GOLDEN_ANGLE);
      y[i] = radius * StrictMath.sin(i * GOLDEN_ANGLE);
    }
  }

  /// @param pairs two indices below `nodes` for each line
  public static Layout of(int nodes, List<int[]> pairs) {
    Layout layout = new Layout(nodes);
    double reach = StrictMath.sqrt(nodes);
    for (int round = 0; round < ROUNDS; round++) {
      layout.push();
      layout.pull(pairs);
      layout.move(0.25 * reach * (1 - round / (double) ROUNDS));
    }
    layout.fit();
    return layout;
  }

  public int x(int node) {
    return (int) StrictMath.round(x[node]);
  }

  public int y(int node) {
    return (int) StrictMath.round(y[node]);
  }

  /// One line as a piece of an SVG path.
  public String line(int from, int to) {
    return "M" + x(from) + " " + y(from) + "L" + x(to) + " " + y(to);
  }

  private void push() {
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        double gapX = x[i] - x[j];
        double gapY = y[i] - y[j];
        double force = 1 / (gapX * gapX + gapY * gapY + 1e-3);
        dx[i] += gapX * force;
        dy[i] += gapY * force;
        dx[j] -= gapX * force;
        dy[j] -= gapY * force;
      }
    }
  }

  private void pull(List<int[]> pairs) {
    for (int[] pair : pairs) {
      int a = pair[0];
      int b = pair[1];
      double gapX = x[a] - x[b];
      double gapY = y[a] - y[b];
      double force = 0.35 * StrictMath.sqrt(gapX * gapX + gapY * gapY);
      dx[a] -= gapX * force;
      dy[a] -= gapY * force;
      dx[b] += gapX * force;
      dy[b] += gapY * force;
    }
  }

  private void move(double most) {
    for (int i = 0; i < x.length; i++) {
      double stepX = dx[i] - 0.12 * x[i];
      double stepY = dy[i] - 0.22 * y[i];
      double length = StrictMath.sqrt(stepX * stepX + stepY * stepY) + 1e-9;
      double scale = StrictMath.min(length, most) / length;
      x[i] += stepX * scale;
      y[i] += stepY * scale;
      dx[i] = 0;
      dy[i] = 0;
    }
  }

  private void fit() {
    fit(x, WIDTH);
    fit(y, HEIGHT);
  }

  private static void fit(double[] places, int size) {
    double low = places[0];
    double high = places[0];
    for (double place : places) {
      low = StrictMath.min(low, place);
      high = StrictMath.max(high, place);
    }
    double scale = high > low ? (size - 2 * MARGIN) / (high - low) : 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = scale == 0 ? size / 2.0 : MARGIN + (places[i] - low) * scale;
    }
  }
}
