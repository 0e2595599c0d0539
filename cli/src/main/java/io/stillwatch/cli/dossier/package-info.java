// SPDX-License-Identifier: Apache-2.0
/// `stillwatch dossier`, `verify` and `export`: a finding comes in, documents go out. Start reading
/// at [DossierCommand], then [Letters].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.dossier;
