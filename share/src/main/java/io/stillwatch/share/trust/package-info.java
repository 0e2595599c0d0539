// SPDX-License-Identifier: Apache-2.0
/// How far a peer's word goes.
///
/// In: who is enrolled, leads, sightings and opinions of peers, and what became of them here. Out:
/// what a match may lead to at most, what has to be undone, and who gets what. A lead is never a
/// verdict. Everything is kept in a journal before it is acknowledged. Start at
/// [io.stillwatch.share.trust.Trust].
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.trust;
