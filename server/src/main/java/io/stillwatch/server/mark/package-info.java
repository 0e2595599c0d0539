// SPDX-License-Identifier: Apache-2.0
/// Requests through the proxy, changed so that replies are marked. Decisions come in, and a
/// rewriting of requests goes out. Start at [io.stillwatch.server.mark.Marks].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.mark;
