// SPDX-License-Identifier: Apache-2.0
/// Digests, keyed digests, trees of digests and signatures, as the Java platform computes them.
/// Bytes and text come in, bytes and hexadecimal go out; nothing here keeps a key. Start with
/// [Sha256].
@org.jspecify.annotations.NullMarked
package io.stillwatch.model.crypto;
