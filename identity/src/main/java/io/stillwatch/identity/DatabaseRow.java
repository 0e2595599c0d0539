// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import org.jspecify.annotations.Nullable;

/// What is read of a record in a MaxMind-format database, by the field names of the published ASN
/// and anonymous-IP databases. The reader decodes what is named here and steps over everything
/// else: the country, the city and the rest of a record are never read. Public because the reader,
/// another module, makes it; not for use.
public record DatabaseRow(
    @Nullable Long asn,
    @Nullable Boolean hosting,
    @Nullable Boolean anonymous,
    @Nullable Boolean residential) {

  @MaxMindDbConstructor
  public DatabaseRow(
      @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long asn,
      @MaxMindDbParameter(name = "is_hosting_provider") @Nullable Boolean hosting,
      @MaxMindDbParameter(name = "is_anonymous") @Nullable Boolean anonymous,
      @MaxMindDbParameter(name = "is_residential_proxy") @Nullable Boolean residential) {
    this.asn = asn;
    this.hosting = hosting;
    this.anonymous = anonymous;
    this.residential = residential;
  }

  /// Those databases call hosting anonymous too, so that alone is no proxy.
  AddressFacts facts() {
    boolean proxy = (yes(anonymous) && !yes(hosting)) || yes(residential);
    return new AddressFacts(asn == null ? 0 : asn, yes(hosting), proxy);
  }

  private static boolean yes(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
