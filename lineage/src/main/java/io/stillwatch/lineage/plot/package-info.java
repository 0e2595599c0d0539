// SPDX-License-Identifier: Apache-2.0
/// Plots as SVG, without a library and without scripts. In come points and rows, out goes text that
/// stands in a page or a file. Start at [io.stillwatch.lineage.plot.Svg].
@org.jspecify.annotations.NullMarked
package io.stillwatch.lineage.plot;
