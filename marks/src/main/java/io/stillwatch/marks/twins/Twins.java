// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.stats.SipHash;
import java.util.List;

/// Pairs of variants that are equally true and equally good: names in an example, reserved domains
/// (RFC 2606) and addresses (RFC 5737), reserved telephone numbers, orders of a list, seeds, units.
/// A keyed coin picks the one that is served. A false fact is no twin; there is no way to add one
/// but the kinds below.
public final class Twins {
  private final SipHash coin;

  /// @param k0 half of the coin's key
  /// @param k1 the other half
  public Twins(long k0, long k1) {
    coin = new SipHash(k0, k1);
  }

  /// What two variants differ in.
  public enum Kind {
    /// Made-up names of people in examples.
    EXAMPLE_NAME(List.of("Alice", "Maria", "Kenji", "Amara", "Tomas", "Ingrid", "Ravi", "Leila")),
    /// Domains that RFC 2606 reserves.
    DOMAIN(List.of("example.com", "example.org", "example.net")),
    /// Networks that RFC 5737 reserves.
    NETWORK(List.of("192.0.2", "198.51.100", "203.0.113")),
    /// Seeds of random generators in sample code.
    SEED(List.of("42", "7", "123", "2024", "1337", "0")),
    /// Names of throw-away variables.
    IDENTIFIER(List.of("result", "output", "answer", "value", "total", "data"));

    private final List<String> variants;

    Kind(List<String> variants) {
      this.variants = variants;
    }

    /// What is equally good.
    public List<String> variants() {
      return variants;
    }
  }

  /// Draws twins for a place of a reply, and which of both is served.
  ///
  /// @param kind what they differ in
  /// @param cohort whom the coin is tossed for: a campaign or a tier
  /// @param place the reply and the place in it; each place has a coin of its own
  public Twin draw(Kind kind, String cohort, String place) {
    long bits = hash(kind + "\n" + cohort + "\n" + place);
    int n = kind.variants.size();
    int first = (int) Long.remainderUnsigned(bits >>> 8, n);
    int second = (first + 1 + (int) Long.remainderUnsigned(bits >>> 32, n - 1)) % n;
    boolean heads = (hash("coin\n" + kind + "\n" + cohort + "\n" + place) & 1) == 1;
    String a = kind.variants.get(Math.min(first, second));
    String b = kind.variants.get(Math.max(first, second));
    return new Twin(kind, cohort, place, heads ? a : b, heads ? b : a);
  }

  private long hash(String words) {
    byte[] bytes = words.getBytes(UTF_8);
    return coin.hash(bytes, 0, bytes.length);
  }
}
