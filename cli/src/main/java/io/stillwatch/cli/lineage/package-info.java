// SPDX-License-Identifier: Apache-2.0
/// `stillwatch lineage` and `lab`: answers of models come in, what they show of descent goes out.
/// Start reading at [LineageCommand].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.lineage;
