// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.store.journal.Journal;

/// What detection has read, to be read again as it read it.
///
/// @param journal of observations
/// @param ids how many of the last ids detection knows at least, to leave repeats out
public record History(Journal journal, int ids) {}
