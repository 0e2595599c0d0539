// SPDX-License-Identifier: Apache-2.0
/// A finding as STIX 2.1, and what a peer sends back as leads.
///
/// In: a [io.stillwatch.model.Campaign], the tokens that may leave in place of identifiers, and who
/// sends. Out: a bundle of standard objects with one property extension, `llm-api-abuse`
/// (docs/formats/stix.md). The other way, [io.stillwatch.share.stix.BundleReader] makes leads of a
/// peer's bundle, and trusts nothing in it. Start at [io.stillwatch.share.stix.CampaignBundle].
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.stix;
