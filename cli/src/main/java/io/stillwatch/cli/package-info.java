// SPDX-License-Identifier: Apache-2.0
/// The command line. Arguments come in; an exit code, one report folder and a few lines of text go
/// out. Each group of commands is a room, a package of its own; they all stand on `kit`, and
/// [Shell] introduces them. Commands of scans and worlds ask for work through [Rooms] alone. Start
/// reading at [Main], then [Shell], then the package `scan`.
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli;
