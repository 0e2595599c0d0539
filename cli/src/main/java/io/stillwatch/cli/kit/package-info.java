// SPDX-License-Identifier: Apache-2.0
/// What every command stands on: where text goes, how an end is told and counted, progress, tables.
/// Comes in: lines and failures; goes out: what a terminal and a script can read. Start reading at
/// [Failure], then [Console].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.kit;
