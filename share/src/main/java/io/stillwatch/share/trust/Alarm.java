// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import java.time.Instant;

/// An invented token came back.
///
/// @param reporter peer that sent it
/// @param holder peer it was given to; the same one when it reports what it was sent
public record Alarm(String reporter, String holder, Instant at) {}
