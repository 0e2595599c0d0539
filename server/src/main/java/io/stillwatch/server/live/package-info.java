// SPDX-License-Identifier: Apache-2.0
/// Detection on what has just happened. In: exchanges, by [Inbox]; they are in the journal before
/// anybody is told that they are here. Out: judgements, by [Judged]. All that is known follows from
/// the journal: [Detector] reads it, in its order, and after a restart goes on from the last
/// [LiveState].
///
/// Start reading at [Detector].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.live;
