// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The operator's lists. [#reload] reads every file aside and swaps all that could be taken at
/// once; whoever is being screened meanwhile is screened by what was there. A file that cannot be
/// taken leaves the one before in use, and the report says so. Ask from any thread.
public final class Lists {
  private final List<ListFile> files;
  private volatile Map<ListFile, ListPart> parts = Map.of();

  /// Nothing is in use before the first [#reload].
  public Lists(List<ListFile> files) {
    this.files = List.copyOf(files);
  }

  /// No lists: no signal that needs one speaks, and no organisation is told from free mail.
  public static Lists none() {
    return new Lists(List.of());
  }

  /// Reads all files again.
  ///
  /// @return one report for each file, in their order
  public synchronized List<ListReport> reload() {
    var next = new LinkedHashMap<>(parts);
    List<ListReport> reports = new ArrayList<>();
    for (ListFile file : files) {
      var reader = new ListReader(file);
      try {
        next.put(file, reader.read());
        reports.add(reader.report());
      } catch (IOException e) {
        reports.add(ListReport.refused(file, why(e)));
      }
    }
    parts = Map.copyOf(next);
    return reports;
  }

  private static String why(IOException e) {
    return e instanceof BadList
        ? String.valueOf(e.getMessage())
        : "it cannot be read: " + e.getClass().getSimpleName();
  }

  boolean disposable(String domain) {
    return named(ListKind.DISPOSABLE_MAIL, domain);
  }

  boolean freeMail(String domain) {
    return named(ListKind.FREE_MAIL, domain);
  }

  /// The domain is known to be neither free nor throw-away. Without a list of free mail nothing is.
  boolean ownDomain(String domain) {
    return !domain.isEmpty()
        && of(ListKind.FREE_MAIL, ListPart.DomainSet.class).findAny().isPresent()
        && !freeMail(domain)
        && !disposable(domain);
  }

  AddressFacts facts(IPAddress address) {
    AddressFacts facts =
        new AddressFacts(
            0, ranged(ListKind.HOSTING_RANGES, address), ranged(ListKind.PROXY_RANGES, address));
    facts =
        of(ListKind.DATABASE, ListPart.Database.class)
            .map(database -> database.facts(address))
            .reduce(facts, AddressFacts::and);
    long asn = facts.asn();
    return of(ListKind.NETWORK_CLASSES, ListPart.Networks.class)
        .map(networks -> networks.classes().getOrDefault(asn, AddressFacts.NONE))
        .reduce(facts, AddressFacts::and);
  }

  private boolean named(ListKind kind, String domain) {
    return any(kind, ListPart.DomainSet.class, part -> part.holds(domain));
  }

  private boolean ranged(ListKind kind, IPAddress address) {
    return any(kind, ListPart.Ranges.class, part -> part.holds(address));
  }

  private <P extends ListPart> boolean any(ListKind kind, Class<P> type, Predicate<P> asks) {
    return of(kind, type).anyMatch(asks);
  }

  /// In the order of the operator's files, so that the first database to know a network is
  /// believed.
  private <P extends ListPart> Stream<P> of(ListKind kind, Class<P> type) {
    Map<ListFile, ListPart> now = parts;
    return files.stream()
        .filter(file -> file.kind() == kind && now.containsKey(file))
        .map(file -> type.cast(now.get(file)));
  }
}
