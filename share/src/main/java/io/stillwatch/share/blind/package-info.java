// SPDX-License-Identifier: Apache-2.0
/// Matches identifiers with peers without showing them. In: identifiers, as customers gave them.
/// Out: blind tokens, which two peers can compare and nobody can turn back or guess offline.
///
/// Start reading at [Tokeniser], which makes tokens of identifiers with the help of a
/// [TokenService]; [Voprf] is the mathematics (RFC 9497). [KnownTokens] is what tokens are looked
/// up in.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.blind;
