// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

/// What a sealed file holds. It is what a time-stamping authority signs.
///
/// @param evidence SHA-256 of `evidence.jsonl.gz`
/// @param letter SHA-256 of `letter.json`
record Manifest(long format, String campaign, String evidence, String letter) {}
