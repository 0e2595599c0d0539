// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One applicant, laid out: its address parsed, its tokens in one form and hashed.
///
/// @param address empty when none was given or it cannot be read
/// @param facts what lists say of the address
/// @param tokens its tokens by trait, open; they do not outlive the screening
/// @param trace what will be remembered of it
record Case(
    Applicant applicant,
    Optional<IPAddress> address,
    AddressFacts facts,
    Map<Trait, String> tokens,
    Trace trace) {

  static Case of(Applicant applicant, long at, Lists lists, IdentityKey key) {
    Optional<IPAddress> address = Address.single(applicant.ip());
    AddressFacts facts = address.map(lists::facts).orElse(AddressFacts.NONE);
    Map<Trait, String> tokens = tokens(applicant, address, facts.asn());
    long org = org(applicant, lists, key);
    List<Trace.Touch> touches = new ArrayList<>();
    tokens.forEach((trait, token) -> touches.add(touch(trait, token, applicant.mail(), key)));
    return new Case(
        applicant, address, facts, tokens, new Trace(at, applicant.account(), org, touches));
  }

  private static Map<Trait, String> tokens(
      Applicant applicant, Optional<IPAddress> address, long asn) {
    var tokens = new LinkedHashMap<Trait, String>();
    Mail mail = applicant.mail();
    tokens.put(Trait.MAILBOX, mail.mailbox());
    tokens.put(Trait.PAYMENT, applicant.payment().strip());
    tokens.put(Trait.DEVICE, applicant.device().strip());
    tokens.put(Trait.BLOCK, address.map(a -> Address.block(a).toCanonicalString()).orElse(""));
    tokens.put(Trait.NETWORK, asn == 0 ? "" : "AS" + asn);
    tokens.put(Trait.PATTERN, mail.shape().isEmpty() ? "" : mail.shape() + "@" + mail.domain());
    tokens.values().removeIf(String::isEmpty);
    return tokens;
  }

  private static Trace.Touch touch(Trait trait, String token, Mail mail, IdentityKey key) {
    String whole = trait == Trait.PATTERN ? mail.domain() : "";
    return new Trace.Touch(
        Mark.of(trait, token, key), new Mark(trait, key.hash("all with a " + trait.word(), whole)));
  }

  /// Who declares an organisation and has mail at a domain of its own is one account of that
  /// customer: it says so itself, and that costs it the limits of many. Free mail proves nothing of
  /// the trait.
  private static long org(Applicant applicant, Lists lists, IdentityKey key) {
    String domain = applicant.mail().domain();
    return applicant.org().isBlank() || !lists.ownDomain(domain)
        ? Trace.ITSELF
        : key.hash(
            "organisation", domain + "\n" + applicant.org().strip().toLowerCase(Locale.ROOT));
  }
}
