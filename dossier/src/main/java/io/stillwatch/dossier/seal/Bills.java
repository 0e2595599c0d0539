// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

/// What use costs by the prices of an evidence file.
final class Bills {
  private static final double MILLION = 1e6;

  private Bills() {}

  /// US dollars; 0 for a model without a price.
  static double usd(Line.Model model) {
    return model.usd().size() < 2
        ? 0
        : model.inputTokens() / MILLION * model.usd().get(0)
            + model.outputTokens() / MILLION * model.usd().get(1);
  }
}
