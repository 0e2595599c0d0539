// SPDX-License-Identifier: Apache-2.0
/// Evidence that others can re-compute. A scan hands in a campaign, its workings and its exhibits,
/// and an [EvidenceFile] goes out, without an account's id; [Seal] makes a sealed file of it, with
/// digests, a signature and a time; [Verifier] computes every number of such a file again, from
/// nothing else. What it shows and what it takes on trust: docs/dossier.md.
package io.stillwatch.dossier.seal;
