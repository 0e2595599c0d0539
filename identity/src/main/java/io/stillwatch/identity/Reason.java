// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Optional;

/// One reason, as a reviewer reads it and as the applicant may be told.
///
/// @param says what was seen, in plain words; no token, address or name
/// @param excess how it was counted, where a count was held against what is usual
public record Reason(Signal signal, String says, Optional<Excess> excess) {}
