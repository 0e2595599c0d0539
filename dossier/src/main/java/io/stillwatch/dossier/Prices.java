// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.ModelUse;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A price list. Prices are list prices: what the provider asks in public, not what was paid.
public interface Prices {
  /// No model has a known price.
  Prices NONE = of("", use -> Optional.empty());

  /// A list of this day.
  ///
  /// @param date as [#date]
  /// @param cost US dollars for a use, exact; empty when the list does not hold the model
  static Prices of(String date, Function<ModelUse, Optional<BigDecimal>> cost) {
    return new Prices() {
      @Override
      public OptionalDouble usd(ModelUse use) {
        return cost.apply(use)
            .map(usd -> OptionalDouble.of(usd.doubleValue()))
            .orElseGet(OptionalDouble::empty);
      }

      @Override
      public String date() {
        return date;
      }
    };
  }

  /// US dollars for this use; empty when the list does not hold the model.
  OptionalDouble usd(ModelUse use);

  /// The day the list was taken, as `2026-11-01`; empty when there is no list.
  String date();
}
