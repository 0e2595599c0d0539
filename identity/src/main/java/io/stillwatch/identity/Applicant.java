// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import io.stillwatch.model.Signup;
import java.util.List;

/// Somebody at the door: what the operator has of a new account. Every field but the account may be
/// empty. There is deliberately no place here for nationality, country, language, time zone or a
/// person's name, so nothing behind the door can ask for them.
///
/// @param account the account id; never empty
/// @param at when it signed up, milliseconds since 1970 UTC; [Signup#UNKNOWN_TIME] when not known
/// @param mail its mail address, reduced
/// @param payment token of the payment instrument, as the payment provider gives it
/// @param ip address at signup, IPv4 or IPv6
/// @param device device token at signup
/// @param org the organisation it declares
/// @param programme the programme it asks for, such as `research`
/// @param verification how identity was checked, in the operator's own word
/// @param unread names of fields that were given and could not be read
public record Applicant(
    String account,
    long at,
    Mail mail,
    String payment,
    String ip,
    String device,
    String org,
    String programme,
    String verification,
    List<String> unread) {

  /// No field has more characters.
  public static final int LONGEST = 512;

  /// @throws BadApplicant when the account is empty or a field longer than [#LONGEST]
  public Applicant {
    filled(account);
    bounded("account_id", account);
    bounded("payment_fingerprint", payment);
    bounded("signup_ip", ip);
    bounded("device_id", device);
    bounded("org_id", org);
    bounded("programme", programme);
    bounded("verification", verification);
    unread = List.copyOf(unread);
  }

  /// What a log says of a signup, without its country.
  public static Applicant of(Signup signup) {
    Mail mail = Mail.ofDomain(signup.emailDomain());
    boolean lost = mail.equals(Mail.NONE) && !signup.emailDomain().isBlank();
    return new Applicant(
        signup.account(),
        signup.at(),
        mail,
        signup.payment(),
        signup.ip(),
        signup.device(),
        signup.org(),
        "",
        signup.verification(),
        lost ? List.of("email_domain") : List.of());
  }

  private static void filled(String account) {
    if (account.isBlank()) {
      throw new BadApplicant("account_id is missing; a signup is screened under its account id");
    }
  }

  private static void bounded(String field, String value) {
    if (value.length() > LONGEST) {
      throw new BadApplicant(
          field + " has " + value.length() + " characters; it takes " + LONGEST + " at most");
    }
  }

  /// Keeps tokens and addresses out of logs.
  @Override
  public String toString() {
    return "Applicant[" + account + "]";
  }
}
