// SPDX-License-Identifier: Apache-2.0
/// Findings in the forms of other people's tools: a campaign comes in, OCSF, ECS or CSV goes out.
/// Only a verdict `campaign` lists accounts. The fields are in docs/formats/exports.md.
package io.stillwatch.dossier.export;
