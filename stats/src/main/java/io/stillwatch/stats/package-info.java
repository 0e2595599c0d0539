// SPDX-License-Identifier: Apache-2.0
/// The mathematics under the evidence. In come counts, hashes and scores; out come e-values and
/// sketches. Nothing here knows an account, reads a clock or owns a thread; chance comes with a
/// seed ([Draw]). Evidence is returned as a **natural logarithm of an e-value** wherever a name
/// starts with `logE`: under the stated null the expectation of `exp(logE)` is at most one.
///
/// Start with [EvenSplit] and [PoissonExcess] (the tests), then [Fusion] and [OnlineFdr] (how
/// evidence is added up and acted on); [SimHash64], [MinHash64] and [Winnowing] are the sketches,
/// [LongSet] and its kin the tables they live in.
package io.stillwatch.stats;
