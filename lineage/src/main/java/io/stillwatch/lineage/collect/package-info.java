// SPDX-License-Identifier: Apache-2.0
/// Answers of an endpoint for [io.stillwatch.lineage.compare]. In come questions and an endpoint;
/// out comes a file of answers. Start at [Collector].
@org.jspecify.annotations.NullMarked
package io.stillwatch.lineage.collect;
