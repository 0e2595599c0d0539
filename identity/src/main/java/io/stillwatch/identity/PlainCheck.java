// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.List;

/// What can be said of an applicant alone: its mail domain, its address, what it asks for.
final class PlainCheck implements Check {
  private final Lists lists;

  PlainCheck(Lists lists) {
    this.lists = lists;
  }

  @Override
  public List<Reason> at(Case applicant) {
    List<Reason> reasons = new ArrayList<>();
    mail(applicant.applicant().mail(), reasons);
    address(applicant, reasons);
    if (!applicant.applicant().programme().isBlank()) {
      reasons.add(Signal.PROGRAMME.says("asks for a programme, which a person has to grant"));
    }
    unread(applicant, reasons);
    return reasons;
  }

  private void mail(Mail mail, List<Reason> reasons) {
    if (lists.disposable(mail.domain())) {
      reasons.add(Signal.DISPOSABLE_MAIL.says("its mail domain is on the list of throw-away mail"));
    } else if (lists.freeMail(mail.domain())) {
      reasons.add(Signal.FREE_MAIL.says("its mail domain is one where anybody gets an address"));
    }
  }

  private static void address(Case applicant, List<Reason> reasons) {
    if (applicant.facts().hosting()) {
      reasons.add(Signal.HOSTING_ADDRESS.says("signs up from an address where servers are rented"));
    }
    if (applicant.facts().proxy()) {
      reasons.add(Signal.PROXY_ADDRESS.says("signs up through an address listed as a proxy's"));
    }
  }

  private static void unread(Case applicant, List<Reason> reasons) {
    var fields = new ArrayList<>(applicant.applicant().unread());
    if (!applicant.applicant().ip().isBlank() && applicant.address().isEmpty()) {
      fields.add("signup_ip");
    }
    if (!fields.isEmpty()) {
      reasons.add(Signal.UNREAD.says("could not be read: " + String.join(", ", fields)));
    }
  }
}
