// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.stillwatch.share.stix.TokenKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What many innocents share: exits of VPNs, shared NAT, clouds, universities. A match on one of
/// these leads to nothing. Files of the operator, in the JSON of MISP's warning lists or one entry
/// a line; nothing is fetched.
public final class WarningLists {
  private static final long BYTES_MOST = 64L << 20;

  /// None.
  public static final WarningLists NONE = new WarningLists();

  private final IPv4AddressAssociativeTrie<String> four = new IPv4AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<String> six = new IPv6AddressAssociativeTrie<>();
  private final Map<String, String> words = new HashMap<>();

  private WarningLists() {}

  /// @throws IOException when a file cannot be read
  /// @throws IllegalArgumentException when a file is no list, with its name
  public static WarningLists of(List<Path> files) throws IOException {
    var lists = new WarningLists();
    for (Path file : files) {
      if (Files.size(file) > BYTES_MOST) {
        throw new IllegalArgumentException(file + " is larger than 64 MiB, too large for a list");
      }
      lists.add(file);
    }
    return lists;
  }

  private void add(Path file) throws IOException {
    String text = Files.readString(file);
    if (text.stripLeading().startsWith("{")) {
      addJson(file, text);
      return;
    }
    String name = String.valueOf(file.getFileName());
    text.lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .forEach(l -> entry(l, name));
  }

  private void addJson(Path file, String text) {
    try {
      JsonNode list = new JsonMapper().readTree(text);
      if (!list.path("list").isArray()) {
        throw new IllegalArgumentException(
            file + " has no \"list\"; it takes MISP's warning lists");
      }
      String name = list.path("name").asString(String.valueOf(file.getFileName()));
      list.path("list").forEach(one -> entry(one.asString(""), name));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is no sound JSON", e);
    }
  }

  private void entry(String entry, String name) {
    IPAddressString written = new IPAddressString(entry);
    try {
      IPAddress range = written.isValid() ? written.toAddress() : null;
      if (range == null) {
        words.put(entry.toLowerCase(Locale.ROOT), name);
      } else if (range.isIPv4()) {
        four.put(range.toIPv4().toPrefixBlock(), name);
      } else {
        six.put(range.toIPv6().toPrefixBlock(), name);
      }
    } catch (AddressStringException e) {
      words.put(entry.toLowerCase(Locale.ROOT), name);
    }
  }

  /// Which list forbids to conclude anything from this value; empty when none does.
  ///
  /// @param value as it is here, such as an address, a range or a mail domain
  public Optional<String> veto(TokenKind kind, String value) {
    return switch (kind) {
      case ADDRESS, BLOCK, BLOCK6 -> address(value);
      case EMAIL -> word(value.substring(value.indexOf('@') + 1));
      case PHONE, PAYMENT, BANK, DEVICE, CLIENT, NETWORK, TEMPLATE -> word(value);
    };
  }

  private Optional<String> word(String value) {
    return Optional.ofNullable(words.get(value.toLowerCase(Locale.ROOT)));
  }

  private Optional<String> address(String value) {
    try {
      IPAddress one = new IPAddressString(value).toAddress();
      var node =
          one.isIPv4()
              ? four.longestPrefixMatchNode(one.toIPv4())
              : six.longestPrefixMatchNode(one.toIPv6());
      return node == null ? Optional.empty() : Optional.of(node.getValue());
    } catch (AddressStringException e) {
      return Optional.empty();
    }
  }

  /// How many entries are held.
  public int size() {
    var all = new ArrayList<Integer>(List.of(four.size(), six.size(), words.size()));
    return all.stream().mapToInt(n -> n).sum();
  }
}
