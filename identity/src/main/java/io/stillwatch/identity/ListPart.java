// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import com.maxmind.db.Reader;
import inet.ipaddr.IPAddress;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What one list file holds, once it is read.
sealed interface ListPart {
  /// Mail domains in the form of [Domains#normal].
  record DomainSet(Set<String> domains) implements ListPart {
    /// The domain itself, or one above it.
    boolean holds(String domain) {
      for (String name = domain; !name.isEmpty(); name = above(name)) {
        if (domains.contains(name)) {
          return true;
        }
      }
      return false;
    }

    private static String above(String name) {
      int dot = name.indexOf('.');
      return dot < 0 ? "" : name.substring(dot + 1);
    }
  }

  record Ranges(DualIPv4v6Tries trie) implements ListPart {
    boolean holds(IPAddress address) {
      return trie.elementContains(address);
    }
  }

  /// Classes of autonomous systems, by number.
  record Networks(Map<Long, AddressFacts> classes) implements ListPart {}

  /// A database, wholly in memory.
  record Database(Reader reader) implements ListPart {
    AddressFacts facts(IPAddress address) {
      try {
        DatabaseRow row = reader.get(address.toInetAddress(), DatabaseRow.class);
        return Objects.isNull(row) ? AddressFacts.NONE : row.facts();
      } catch (IOException e) {
        // Every record was read once when the file was taken.
        throw new UncheckedIOException("a database that was whole no longer is", e);
      }
    }
  }
}
