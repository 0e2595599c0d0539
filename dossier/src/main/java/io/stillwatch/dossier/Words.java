// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Family;
import io.stillwatch.model.Verdict;

/// The fixed sentences of the documents: what a verdict means, what a family asks, what a technique
/// is called. Every one is written to be read aloud by somebody who doubts it.
public final class Words {
  private Words() {}

  /// `control` or `extraction`.
  public static String axis(Family family) {
    return switch (family.axis()) {
      case CONTROL -> "control";
      case EXTRACTION -> "extraction";
    };
  }

  /// The verdict as a person says it.
  public static String title(Verdict verdict) {
    return switch (verdict) {
      case CAMPAIGN -> "Campaign";
      case UNDECLARED_INTERMEDIARY -> "Undeclared intermediary";
      case WATCH -> "Watch";
    };
  }

  /// What the verdict claims, and what it does not.
  public static String meaning(Verdict verdict) {
    return switch (verdict) {
      case CAMPAIGN ->
          "The evidence supports both claims: accounts that present themselves as strangers are run"
              + " by one actor, and that actor is harvesting the model. The number on the control"
              + " axis passed the line that false-discovery control set for this group. The accounts"
              + " below are named because each has evidence of its own. It says nothing about who"
              + " the actor is.";
      case UNDECLARED_INTERMEDIARY ->
          "The evidence supports one actor behind these accounts, but what they send looks like the"
              + " traffic of many different people: resale or pass-through, not harvest. This"
              + " verdict accuses nobody of copying the model and names no account. The question it"
              + " raises is whether the terms of service ask an intermediary to declare itself.";
      case WATCH ->
          "Something about this group is worth a person\u2019s look. It proves nothing, accuses"
              + " nobody and names no account. No measure against a customer should rest on it; most"
              + " such groups have an honest explanation.";
    };
  }

  /// The question a family of evidence answers.
  public static String asks(Family family) {
    return switch (family) {
      case E1 -> "Is a conversation begun under one account carried on under another?";
      case E2 -> "Does one account hand in sealed reasoning that was issued to another?";
      case E3 -> "Do private replies to one account turn up inside another account\u2019s prompts?";
      case E4 ->
          "Do the accounts share one work list, repeating items far too often or too rarely?";
      case E5 -> "Is the work split among the accounts more evenly than strangers ever would?";
      case E6 -> "Do the accounts start, pause and stop together, beyond the habits of their time?";
      case E7 -> "When some accounts are slowed by the toss of a coin, do the others take over?";
      case E8 -> "After accounts were closed, did new ones take their place faster than usual?";
      case E9 -> "Do rare signup or connection attributes coincide among the accounts?";
      case E10 -> "Do the accounts turn together when a model is released or starts to refuse?";
      case X -> "Does what is asked for look like material for training another model?";
    };
  }

  /// Decimal logarithm of the largest number of which a chance is claimed.
  public static final int CLAIMED = 12;

  /// An e-value in words that a court could test.
  ///
  /// @param log10 its decimal logarithm
  /// @param claim what the accounts would be if the claim were false, as `strangers`
  public static String odds(double log10, String claim) {
    double value = Numbers.finite(log10);
    if (value <= 0) {
      return "An e-value of 1 or less: the data do not speak against \u201c" + claim + "\u201d.";
    }
    String times = times(value);
    return "An e-value of "
        + times
        + ": if these accounts were "
        + claim
        + ", a number this large would be seen at most once in "
        + (value < CLAIMED + 1
            ? times + " such groups."
            : times(CLAIMED)
                + " such groups. A smaller chance is not claimed: no null is known that exactly.");
  }

  /// Below a million the number itself, rounded down; then a power of ten, rounded down.
  public static String times(double log10) {
    if (log10 < 6) {
      return log10 < 1
          ? Numbers.tenth(Math.floor(Math.pow(10, log10) * 10) / 10)
          : Numbers.count((long) Math.floor(Math.pow(10, log10) + 1e-9));
    }
    return "10" + superscript((long) Math.floor(log10));
  }

  /// The name MITRE ATLAS gives this id; empty when it is not among those we know.
  public static String technique(String id) {
    return switch (id) {
      case "AML.T0008" -> "Acquire Infrastructure";
      case "AML.T0008.005" -> "AI Service Proxies";
      case "AML.T0021" -> "Establish Accounts";
      case "AML.T0024" -> "Exfiltration via AI Inference API";
      case "AML.T0024.002" -> "Extract AI Model";
      case "AML.T0040" -> "AI Model Inference API Access";
      case "AML.T0042" -> "Verify Attack";
      case "AML.T0051" -> "LLM Prompt Injection";
      case "AML.T0054" -> "LLM Jailbreak";
      default -> "";
    };
  }

  /// `1 account`, `214 accounts`.
  public static String many(long count, String one) {
    return Numbers.count(count) + " " + one + (count == 1 ? "" : "s");
  }

  private static String superscript(long number) {
    StringBuilder raised = new StringBuilder();
    for (char digit : Long.toString(number).toCharArray()) {
      raised.append(
          "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079".charAt(digit - '0'));
    }
    return raised.toString();
  }
}
