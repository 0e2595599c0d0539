// SPDX-License-Identifier: Apache-2.0
/// The dossier of one campaign: what was [io.stillwatch.dossier.seal.Verified] comes in, a [Letter]
/// for one audience goes out, and [Press] prints it as HTML, PDF and JSON from one set of
/// templates. Only the letter for counsel has room for accounts by id. docs/dossier.md.
package io.stillwatch.dossier.letter;
