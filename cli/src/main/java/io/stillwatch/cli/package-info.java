// SPDX-License-Identifier: Apache-2.0
/// The command line. Arguments come in; an exit code, one report folder and a few lines of text go
/// out. Commands of scans and worlds talk to the other rooms through [Rooms] alone. Start reading
/// at [Main], then [Shell], [ScanCommand] and [ScanJob].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli;
