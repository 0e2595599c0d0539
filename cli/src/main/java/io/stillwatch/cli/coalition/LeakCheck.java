// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.stats.LongObjectMap;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Searches what left a company for anything that must not have: as it is, in either case, and
/// inside every run of Base64 or Base64url, twice over.
final class LeakCheck {
  private static final int HEAD = 8;
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

  private final LongObjectMap<List<String>> byHead = new LongObjectMap<>();
  private final Set<String> brief = new HashSet<>();

  /// @param secrets what must not leave, each of 4 characters or more
  LeakCheck(Collection<String> secrets) {
    for (String secret : secrets) {
      String small = text(secret.getBytes(UTF_8));
      if (small.length() >= HEAD) {
        heads(small).add(small);
      } else if (small.length() >= HEAD / 2) {
        brief.add(small);
      }
    }
  }

  private List<String> heads(String secret) {
    long head = head(secret, 0);
    List<String> all = byHead.get(head);
    if (all == null) {
      all = new ArrayList<>();
      byHead.put(head, all);
    }
    return all;
  }

  /// How many times one of them is there.
  long count(List<byte[]> messages) {
    return messages.stream().mapToLong(message -> within(message, 2)).sum();
  }

  private long within(byte[] message, int layers) {
    String small = text(message);
    long found = brief.stream().filter(small::contains).count();
    for (int at = 0; at + HEAD <= small.length(); at++) {
      List<String> here = byHead.get(head(small, at));
      int place = at;
      found += here == null ? 0 : here.stream().filter(s -> small.startsWith(s, place)).count();
    }
    return layers == 0 ? found : found + encoded(message, layers - 1);
  }

  private long encoded(byte[] message, int layers) {
    long found = 0;
    Matcher run = ENCODED.matcher(new String(message, ISO_8859_1));
    while (run.find()) {
      String plain = run.group().replace('+', '-').replace('/', '_');
      String whole = plain.substring(0, plain.length() / 4 * 4 + fits(plain.length() % 4));
      found += within(Base64.getUrlDecoder().decode(whole), layers);
    }
    return found;
  }

  /// One character over is half a byte: it says nothing.
  private static int fits(int over) {
    return over == 1 ? 0 : over;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private static long head(String text, int at) {
    long head = 0;
    for (int i = at; i < at + HEAD; i++) {
      head = (head << 8) | (text.charAt(i) & 0xff);
    }
    return head;
  }
}
