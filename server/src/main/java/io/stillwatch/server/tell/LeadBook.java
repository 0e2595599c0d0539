// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Token;
import io.stillwatch.store.Store;
import io.stillwatch.store.Telling;
import io.stillwatch.store.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Leads that live, of peers and of our own, and whom they concern here.
///
/// @param clock of this machine
record LeadBook(Store store, Member member, InstantSource clock) {
  /// By what they are about.
  Map<String, List<Lead>> leads() {
    var leads = new LinkedHashMap<String, List<Lead>>();
    var now = clock.instant();
    for (Lead lead : member.trust().leads(now)) {
      leads.computeIfAbsent(about(lead), about -> new ArrayList<>()).add(lead);
    }
    for (Telling one : store.read(View::standingTellings)) {
      for (Lead lead : leads(Told.of(one))) {
        leads.computeIfAbsent(about(lead), about -> new ArrayList<>()).add(lead);
      }
    }
    return leads;
  }

  private static String about(Lead lead) {
    return lead.about().isEmpty() ? lead.id() : lead.about();
  }

  private static List<Lead> leads(Told told) {
    String all = "{\"objects\":[" + String.join(",", told.objects()) + "]}";
    return BundleReader.read(all.getBytes(UTF_8)).leads();
  }

  /// Accounts of ours that have a token of these.
  List<String> accounts(List<Lead> leads) {
    List<Token> tokens = leads.stream().flatMap(lead -> lead.tokens().stream()).toList();
    return List.copyOf(member.tokens().holders(tokens));
  }
}
