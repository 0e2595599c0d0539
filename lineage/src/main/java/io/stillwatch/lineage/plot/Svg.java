// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.plot;

import java.util.List;
import java.util.Locale;

/// One plot: a frame with axes, then lines, dots and words in the units of the data.
public final class Svg {
  private static final int LEFT = 150;
  private static final int RIGHT = 170;
  private static final int TOP = 40;
  private static final int BOTTOM = 48;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final double x0;
  private final double x1;
  private final double y0;
  private final double y1;

  /// @param xs from and to of the horizontal axis
  /// @param ys of the vertical one
  public Svg(String title, int width, int height, List<Double> xs, List<Double> ys) {
    this.width = width;
    this.height = height;
    x0 = xs.getFirst();
    x1 = xs.getLast();
    y0 = ys.getFirst();
    y1 = ys.getLast();
    add("<rect width='%d' height='%d' fill='#fff'/>", width, height);
    add("<text x='%d' y='22' font-size='15' font-weight='600'>%s</text>", LEFT, escaped(title));
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#bbb'/>",
        LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
  }

  private double x(double v) {
    return LEFT + (v - x0) / (x1 - x0) * (width - LEFT - RIGHT);
  }

  private double y(double v) {
    return height - BOTTOM - (v - y0) / (y1 - y0) * (height - TOP - BOTTOM);
  }

  /// A mark and a word on the horizontal axis.
  public Svg tickX(double at, String word) {
    add(
        "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#eee'/>",
        x(at), x(at), TOP, height - BOTTOM);
    add(
        "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>",
        x(at), height - BOTTOM + 16, escaped(word));
    return this;
  }

  /// A mark and a word on the vertical axis.
  public Svg tickY(double at, String word) {
    add(
        "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#eee'/>",
        LEFT, width - RIGHT, y(at), y(at));
    add("<text x='%d' y='%.1f' text-anchor='end'>%s</text>", LEFT - 8, y(at) + 4, escaped(word));
    return this;
  }

  /// What the horizontal axis is.
  public Svg under(String words) {
    add(
        "<text x='%d' y='%d' text-anchor='middle' fill='#555'>%s</text>",
        (LEFT + width - RIGHT) / 2, height - 10, escaped(words));
    return this;
  }

  public Svg dot(double x, double y, String colour, double radius) {
    add(
        "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s' fill-opacity='0.75'/>",
        x(x), y(y), radius, colour);
    return this;
  }

  /// A line through points, with its name at the end.
  public Svg line(List<Double> xs, List<Double> ys, String colour, String name) {
    var points = new StringBuilder();
    for (int i = 0; i < xs.size(); i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(xs.get(i)), y(ys.get(i))));
      dot(xs.get(i), ys.get(i), colour, 3);
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>",
        points.toString().strip(), colour);
    add(
        "<text x='%d' y='%.1f' fill='%s'>%s</text>",
        width - RIGHT + 8, y(ys.getLast()) + 4, colour, escaped(name));
    return this;
  }

  /// A word beside the frame, at a height.
  public Svg beside(double at, String words, String colour) {
    add(
        "<text x='%d' y='%.1f' fill='%s'>%s</text>",
        width - RIGHT + 8, y(at) + 4, colour, escaped(words));
    return this;
  }

  /// The plot.
  public String text() {
    return String.format(
        Locale.ROOT,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' font-family='sans-serif'"
            + " font-size='12' fill='#222' role='img'>%n%s</svg>%n",
        width,
        height,
        width,
        height,
        body);
  }

  /// Text for XML and HTML.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  private void add(String form, Object... values) {
    body.append(String.format(Locale.ROOT, form + "\n", values));
  }
}
