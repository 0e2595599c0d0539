// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What each part of detection is worth: how it did without, and the difference to the whole.
final class AblationTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("precision", Unit.SHARE, AblationTable::precision),
          new Column("recall", Unit.SHARE, a -> OptionalDouble.of(a.graded().recall())),
          new Column("easy", Unit.SHARE, a -> a.graded().recall("easy")),
          new Column("medium", Unit.SHARE, a -> a.graded().recall("medium")),
          new Column("hard", Unit.SHARE, a -> a.graded().recall("hard")),
          new Column("honest accused: graded worlds", Unit.COUNT, a -> of(a.graded().wronged())),
          new Column("accused: honest worlds", Unit.COUNT, a -> of(a.honest().wronged())),
          new Column("withdrawn: graded worlds", Unit.COUNT, a -> of(a.graded().withdrawn())),
          new Column("withdrawn: honest worlds", Unit.COUNT, a -> of(a.honest().withdrawn())),
          new Column("harvest taken before detection", Unit.SHARE, a -> a.graded().taken()),
          new Column("control, log10 e", Unit.NUMBER, Ablation::control));

  private AblationTable() {}

  private enum Unit {
    SHARE("%.1f%%", "%+.1f", 100),
    COUNT("%.0f", "%+.0f", 1),
    NUMBER("%,.1f", "%+,.1f", 1);

    private final String plain;
    private final String signed;
    private final double scale;

    Unit(String plain, String signed, double scale) {
      this.plain = plain;
      this.signed = signed;
      this.scale = scale;
    }

    String plain(double number) {
      return String.format(Locale.ROOT, plain, scale * number);
    }

    /// A dot when nothing changed, so that the eye finds what did.
    String signed(double number) {
      String text = String.format(Locale.ROOT, signed, scale * number);
      return text.matches("[-+][0.]+") ? "." : text;
    }
  }

  private record Column(String head, Unit unit, Function<Ablation, OptionalDouble> value) {
    String plain(Ablation row) {
      return Markdown.known(value.apply(row), unit::plain);
    }

    String less(Ablation row, Ablation whole) {
      OptionalDouble here = value.apply(row);
      OptionalDouble there = value.apply(whole);
      return here.isEmpty() || there.isEmpty()
          ? "-"
          : unit.signed(here.getAsDouble() - there.getAsDouble());
    }
  }

  /// @param rows the whole first
  static String text(List<Ablation> rows) {
    Ablation whole = rows.getFirst();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Graded worlds have %,d hostile and %,d honest accounts, honest worlds %,d.%n%n",
            whole.graded().hostile(),
            whole.graded().honest(),
            whole.honest().honest()));
    heads(text, "without");
    rows.forEach(row -> line(text, row.part(), COLUMNS.stream().map(c -> c.plain(row)).toList()));
    text.append("\nThe difference to the whole, shares in points; a dot where there is none:\n\n");
    heads(text, "without");
    for (Ablation row : rows.subList(1, rows.size())) {
      line(text, row.part(), COLUMNS.stream().map(c -> c.less(row, whole)).toList());
    }
    return text.toString();
  }

  private static void heads(StringBuilder text, String first) {
    line(text, first, COLUMNS.stream().map(Column::head).toList());
    text.append("|---").append("|--:".repeat(COLUMNS.size())).append("|\n");
  }

  private static void line(StringBuilder text, String first, List<String> others) {
    List<Object> cells = new ArrayList<>(List.of(first));
    cells.addAll(others);
    Markdown.line(text, cells.toArray());
  }

  private static OptionalDouble precision(Ablation row) {
    Graded graded = row.graded();
    return graded.named() == 0 ? OptionalDouble.empty() : OptionalDouble.of(graded.precision());
  }

  private static OptionalDouble of(int count) {
    return OptionalDouble.of(count);
  }
}
