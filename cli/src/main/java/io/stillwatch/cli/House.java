// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

/// The rooms as they are built.
final class House implements Rooms {}
