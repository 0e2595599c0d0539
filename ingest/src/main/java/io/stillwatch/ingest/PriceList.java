// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.ModelUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What tokens of a model cost at list price. Exact decimal money, US dollars.
public final class PriceList {
  private static final List<String> COLUMNS =
      List.of("model", "input_usd_per_million", "output_usd_per_million");
  private static final String STANDARD_DATE = "2026-11";
  private static final String STANDARD = "prices-" + STANDARD_DATE + ".csv";

  private final List<Price> prices;
  private final String date;

  /// Longer patterns say more, so they come first; `*` is the last resort.
  private PriceList(List<Price> rows, String date) {
    this.date = date;
    List<Price> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingInt((Price p) -> p.literals()).reversed());
    this.prices = List.copyOf(sorted);
  }

  /// Reads a CSV with the header `model,input_usd_per_million,output_usd_per_million`. A model is a
  /// name, which also stands for its dated and tagged versions (`name-...`, `name@...`,
  /// `name:...`), or a pattern in which `*` stands for anything. The row with the most literal
  /// characters counts; of equals, the first.
  ///
  /// @throws BadInput when the file or one of its rows is unsound; names file and line
  public static PriceList load(Path csv) throws BadInput {
    List<Price> rows = new ArrayList<>();
    Table.read(csv, COLUMNS, row -> rows.add(price(row)));
    return new PriceList(rows, "");
  }

  /// The table that comes with Stillwatch; has a row for any name.
  public static PriceList standard() {
    List<Price> rows = new ArrayList<>();
    try (InputStream in = PriceList.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new BadInput(STANDARD, "missing from the program", "install it again");
      }
      Table.read(STANDARD, in, COLUMNS, row -> rows.add(price(row)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PriceList(rows, STANDARD_DATE);
  }

  /// When the table was taken, such as `2026-11`; empty when it does not say, as a user's does not.
  public String date() {
    return date;
  }

  /// The price of a model; empty when no row fits. A name that fits none is tried again without the
  /// part up to its last slash, so `openai/name` finds `name`.
  public Optional<Price> price(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    Optional<Price> exact = best(name);
    int slash = name.lastIndexOf('/');
    if (slash >= 0 && exact.map(p -> p.literals() == 0).orElse(true)) {
      Optional<Price> bare = best(name.substring(slash + 1));
      return bare.isPresent() ? bare : exact;
    }
    return exact;
  }

  /// What this use costs at list price, in US dollars; empty when no row fits its model.
  public Optional<BigDecimal> cost(ModelUse use) {
    return price(use.model()).map(p -> p.of(use.counts().tokensIn(), use.counts().tokensOut()));
  }

  private Optional<Price> best(String name) {
    return prices.stream().filter(price -> price.fits(name)).findFirst();
  }

  private static Price price(Table row) {
    String model = row.lower("model");
    if (model.isEmpty()) {
      throw row.bad("the model is empty", "write its name, or * for any other");
    }
    return new Price(model, money(row, COLUMNS.get(1)), money(row, COLUMNS.get(2)));
  }

  private static BigDecimal money(Table row, String column) {
    String text = row.get(column);
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw row.bad(column + " is no amount", "write dollars for a million tokens, such as 2.50");
    }
    return new BigDecimal(text);
  }

  /// The price of a model.
  ///
  /// @param model the row's name or pattern, lower case
  /// @param input US dollars for a million input tokens
  /// @param output US dollars for a million output tokens
  public record Price(String model, BigDecimal input, BigDecimal output) {
    /// What these tokens cost, in US dollars, exact.
    public BigDecimal of(long inputTokens, long outputTokens) {
      return input
          .multiply(BigDecimal.valueOf(inputTokens))
          .add(output.multiply(BigDecimal.valueOf(outputTokens)))
          .movePointLeft(6);
    }

    private int literals() {
      return (int) model.chars().filter(c -> c != '*').count();
    }

    private boolean fits(String name) {
      if (model.indexOf('*') >= 0) {
        return Glob.fits(model, name);
      }
      return name.startsWith(model)
          && (name.length() == model.length() || "-@:".indexOf(name.charAt(model.length())) >= 0);
    }
  }
}
