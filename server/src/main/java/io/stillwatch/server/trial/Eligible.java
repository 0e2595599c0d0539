// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Protection;
import io.stillwatch.store.View;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may be put off by a coin: nobody whom a person shields, nobody on a tier that rules may only
/// watch, such as one with a contract, and nobody who is shut out already.
record Eligible(Policy policy) {
  /// Those of some accounts that may be, in their order.
  ///
  /// @param now event time, milliseconds since 1970 UTC
  List<String> of(View view, Collection<String> accounts, long now) {
    Set<String> shielded =
        view.protections(now).stream().map(Protection::account).collect(Collectors.toSet());
    Set<String> shut =
        view.lasting(now).stream()
            .filter(one -> one.mode() == Mode.LIVE && one.remedy().rung().shutsOut())
            .map(Decision::account)
            .collect(Collectors.toSet());
    return accounts.stream()
        .filter(id -> !shielded.contains(id) && !shut.contains(id) && rulesMaySlow(view, id))
        .toList();
  }

  /// A tier that an older policy had counts as the lowest.
  private boolean rulesMaySlow(View view, String account) {
    String tier = view.account(account).map(Account::tier).filter(policy::has).orElse("");
    return policy.tier(tier).atMost().above(Rung.WATCH);
  }
}
