// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static io.stillwatch.identity.Weight.CONTEXT;
import static io.stillwatch.identity.Weight.HOLDS;
import static io.stillwatch.identity.Weight.SUPPORTS;

import java.util.Locale;

/// What screening can see: which question it answers, what it weighs, and what would change it.
public enum Signal {
  KNOWN_CAMPAIGN(Question.CAMPAIGN, HOLDS, "a person who finds that the campaign is another's"),
  CAMPAIGN_BLOCK(Question.CAMPAIGN, SUPPORTS, "time, or an address elsewhere: blocks change hands"),
  SHARED_PAYMENT(
      Question.PAYMENT,
      HOLDS,
      "a payment instrument of its own, or one declared organisation with its own mail domain"),
  SHARED_DEVICE(
      Question.DEVICE, HOLDS, "a device of its own, or a person who knows of a shared computer"),
  SHARED_MAILBOX(Question.MAIL, HOLDS, "a mailbox of its own"),
  DISPOSABLE_MAIL(Question.MAIL, HOLDS, "a mail address that lasts"),
  MAIL_PATTERN(
      Question.MAIL, SUPPORTS, "nothing the applicant must do: it fades as others sign up"),
  PEER_NOTICE(Question.PEERS, SUPPORTS, "the peer, when it takes its notice back"),
  HOSTING_ADDRESS(Question.ORIGIN, SUPPORTS, "an address of an access network"),
  PROXY_ADDRESS(Question.ORIGIN, SUPPORTS, "an address that is not a proxy's"),
  BLOCK_BURST(Question.BURST, SUPPORTS, "time: the block's own past becomes what is usual"),
  NETWORK_BURST(Question.BURST, SUPPORTS, "time: the network's own past becomes what is usual"),
  FREE_MAIL(Question.NONE, CONTEXT, "nothing need change; most people have free mail"),
  OWN_ORGANISATION(Question.NONE, CONTEXT, "nothing need change; the organisation is one customer"),
  PROGRAMME(Question.NONE, CONTEXT, "a person who vets it for the programme"),
  UNREAD(Question.NONE, CONTEXT, "the field, in a form that can be read");

  /// What is asked. Two signals that answer one question are one support.
  enum Question {
    CAMPAIGN,
    PAYMENT,
    DEVICE,
    MAIL,
    PEERS,
    ORIGIN,
    BURST,
    NONE
  }

  private final Question question;
  private final Weight weight;
  private final String changes;

  Signal(Question question, Weight weight, String changes) {
    this.question = question;
    this.weight = weight;
    this.changes = changes;
  }

  Question question() {
    return question;
  }

  public Weight weight() {
    return weight;
  }

  /// What would change it, in plain words.
  public String changes() {
    return changes;
  }

  /// In lower case, as in JSON.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Reason says(String words) {
    return new Reason(this, words, java.util.Optional.empty());
  }
}
