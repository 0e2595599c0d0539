// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.store.shelf.Shelf;
import io.stillwatch.store.shelf.Sieve;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The query of an address (TAXII 2.1, 3.4 and 3.5): filters, a limit, and where to go on. What is
/// malformed or said twice is refused; what is unknown is passed over.
final class Asking {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,1000}");
  private static final Pattern NEXT = Pattern.compile("after-([0-9a-f]{16})");
  private static final Set<String> KNOWN =
      Set.of(
          "added_after",
          "limit",
          "next",
          "match[id]",
          "match[type]",
          "match[version]",
          "match[spec_version]");

  private final Map<String, String> values;

  private Asking(Map<String, String> values) {
    this.values = values;
  }

  /// @param raw what stands behind the question mark, as it came
  /// @throws Refusal when it cannot be understood
  static Asking of(String raw) {
    var values = new LinkedHashMap<String, String>();
    for (String pair : raw.split("&", -1)) {
      int at = pair.indexOf('=');
      String name = decoded(at < 0 ? pair : pair.substring(0, at));
      if (KNOWN.contains(name)
          && values.put(name, at < 0 ? "" : decoded(pair.substring(at + 1))) != null) {
        throw Refusal.badRequest(name + " may be given once");
      }
    }
    return new Asking(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the query is not percent-encoded as RFC 3986 has it");
    }
  }

  /// What to look for.
  ///
  /// @param most the most that is given at once, whatever is asked for
  Sieve sieve(int most) {
    return new Sieve(
        Math.max(addedAfter(), next()),
        limit(most),
        words("match[id]"),
        words("match[type]"),
        words("match[spec_version]"),
        versions());
  }

  /// Whether this is given.
  boolean names(String parameter) {
    return values.containsKey(parameter);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private int limit(int most) {
    if (value("limit").isEmpty()) {
      return most;
    }
    String text = value("limit").get();
    if (!NUMBER.matcher(text).matches() || text.matches("0+")) {
      throw Refusal.badRequest("limit takes a whole number above 0");
    }
    String digits = text.replaceFirst("^0+", "");
    return digits.length() > 9 ? most : Math.min(most, Integer.parseInt(digits));
  }

  private long addedAfter() {
    return value("added_after")
        .map(
            text ->
                Taxii.instant(text)
                    .map(Shelf::micros)
                    .orElseThrow(
                        () ->
                            Refusal.badRequest(
                                "added_after takes a time such as 2026-01-31T12:00:00.000000Z")))
        .orElse(Long.MIN_VALUE);
  }

  private long next() {
    return value("next").map(Asking::stamp).orElse(Long.MIN_VALUE);
  }

  /// Where to go on: it says all there is to know, so it holds for ever and on every replica.
  static String next(long stamp) {
    return "after-%016x".formatted(stamp);
  }

  private static long stamp(String next) {
    var found = NEXT.matcher(next);
    if (!found.matches()) {
      throw Refusal.badRequest("next takes what an answer gave as next");
    }
    return Long.parseUnsignedLong(found.group(1), 16);
  }

  private Set<String> words(String name) {
    return value(name)
        .map(text -> Set.copyOf(new HashSet<>(List.of(text.split(",", -1)))))
        .orElse(Set.of());
  }

  private Sieve.Versions versions() {
    if (value("match[version]").isEmpty()) {
      return Sieve.Versions.LAST;
    }
    Set<String> words = new HashSet<>(words("match[version]"));
    if (words.equals(Set.of("all"))) {
      return Sieve.Versions.ALL;
    }
    boolean first = words.remove("first");
    boolean last = words.remove("last");
    var times = new HashSet<Instant>();
    for (String word : words) {
      times.add(
          Taxii.instant(word)
              .orElseThrow(
                  () ->
                      Refusal.badRequest(
                          "match[version] takes all alone, or first, last and times with commas"
                              + " between")));
    }
    return new Sieve.Versions(false, first, last, times);
  }
}
