// SPDX-License-Identifier: Apache-2.0
/// TAXII 2.1 (OASIS Standard, 10 June 2021): a server for a [Coalition] of peers, and in `client` a
/// client. Objects are JSON here and stay byte for byte what they were; what they mean is told
/// elsewhere. Start with [Hub] to run a server, with [TaxiiServer] to see what it answers.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.taxii;
