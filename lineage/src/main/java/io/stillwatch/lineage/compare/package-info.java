// SPDX-License-Identifier: Apache-2.0
/// Collected answers alone. In come the answers of many models to the same prompts; out comes how
/// far a suspect leans towards a teacher beyond control models, trait by trait. Corroborates, and
/// proves nothing: likeness is not descent. Start at [Answers].
@org.jspecify.annotations.NullMarked
package io.stillwatch.lineage.compare;
