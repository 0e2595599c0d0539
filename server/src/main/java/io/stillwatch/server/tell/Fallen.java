// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/// Groups of the newest judgement that fell short of its line, those with most evidence first.
final class Fallen {
  private static final int MOST = 50;

  private volatile Map<String, Finding.Measured> groups = Map.of();

  void judged(List<Finding> findings) {
    var kept = new LinkedHashMap<String, Finding.Measured>();
    findings.stream()
        .filter(Finding.Measured.class::isInstance)
        .map(Finding.Measured.class::cast)
        .filter(group -> group.suspicion().isEmpty() && group.log10Control() > 0)
        .sorted(Comparator.comparingDouble(Finding.Measured::log10Control).reversed())
        .limit(MOST)
        .forEach(group -> kept.put(id(group.accounts()), group));
    groups = kept;
  }

  /// By id, in order.
  Map<String, Finding.Measured> groups() {
    return groups;
  }

  /// The same for the same accounts.
  private static String id(List<String> accounts) {
    String all = String.join("\n", new TreeSet<>(accounts));
    return "group-" + UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString().substring(0, 13);
  }
}
