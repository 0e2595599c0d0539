// SPDX-License-Identifier: Apache-2.0
/// What outlasts the process, besides the journal of what was accepted: decisions, people's words,
/// findings and tokens, in SQL, and the audit log of who changed what. In: changes, each with who
/// makes it. Out: what is kept, as the records of `model` and `respond`.
///
/// Start reading at [Store#change]. A [Change] writes, a [View] reads, [Audit] checks, [Tokens]
/// lets programs in. What the two databases do differently stands in [Database].
@org.jspecify.annotations.NullMarked
package io.stillwatch.store;
