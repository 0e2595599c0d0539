// SPDX-License-Identifier: Apache-2.0
/// What inference servers and gateways need to mark text: their own configuration for a tier, and the
/// rewriting of requests that would avoid the mark. Start at [io.stillwatch.marks.serving.Engine].
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.serving;
