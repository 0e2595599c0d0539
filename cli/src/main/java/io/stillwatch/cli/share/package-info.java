// SPDX-License-Identifier: Apache-2.0
/// `stillwatch share` and `hub`: what peers are told and what they tell, by files, by TAXII and
/// through a live server. Start reading at [ShareCommand]; [LiveOptions] asks the server.
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.share;
