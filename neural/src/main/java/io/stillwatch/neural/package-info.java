// SPDX-License-Identifier: Apache-2.0
/// Neural students for the laboratory of `lineage`: documents in, a small recurrent language model
/// out. Start at [io.stillwatch.neural.NeuralLearner].
@org.jspecify.annotations.NullMarked
package io.stillwatch.neural;
