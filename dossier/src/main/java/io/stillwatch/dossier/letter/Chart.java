// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import java.util.List;

/// A picture as SVG, the same on screen and on paper, and the same in words and as a table. Drawn
/// in a box of 640 by `height`.
///
/// @param text what it shows, in one or two sentences
/// @param head names of the table's columns
public record Chart(
    String title,
    String text,
    int height,
    List<Box> boxes,
    List<Path> paths,
    List<Dot> dots,
    List<Label> labels,
    List<String> head,
    List<Row> rows) {
  static final int WIDTH = 640;

  public Chart {
    boxes = List.copyOf(boxes);
    paths = List.copyOf(paths);
    dots = List.copyOf(dots);
    labels = List.copyOf(labels);
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /// @param kind number of its colour
  public record Box(String x, String y, String width, String height, int kind, String fill) {}

  public record Path(String d, int kind, String stroke, String width, String dash) {}

  public record Dot(String x, String y, String r) {}

  /// @param anchor start, middle or end
  public record Label(String x, String y, String anchor, String text) {}

  /// A row of the table; the first cell names it.
  public record Row(String name, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public int width() {
    return WIDTH;
  }

  /// Whether there is a table beside it.
  public boolean tabled() {
    return !rows.isEmpty();
  }
}
