// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.List;

/// Somebody who signs up in a test. Each method gives another visitor.
record Visitor(
    String account,
    long at,
    String mail,
    String payment,
    String ip,
    String device,
    String org,
    String programme,
    String verification) {

  Visitor(String account, long at) {
    this(account, at, "", "", "", "", "", "", "");
  }

  Visitor mail(String address) {
    return new Visitor(account, at, address, payment, ip, device, org, programme, verification);
  }

  Visitor payment(String token) {
    return new Visitor(account, at, mail, token, ip, device, org, programme, verification);
  }

  Visitor ip(String address) {
    return new Visitor(account, at, mail, payment, address, device, org, programme, verification);
  }

  Visitor device(String token) {
    return new Visitor(account, at, mail, payment, ip, token, org, programme, verification);
  }

  Visitor org(String name) {
    return new Visitor(account, at, mail, payment, ip, device, name, programme, verification);
  }

  Visitor programme(String name) {
    return new Visitor(account, at, mail, payment, ip, device, org, name, verification);
  }

  Visitor verification(String word) {
    return new Visitor(account, at, mail, payment, ip, device, org, programme, word);
  }

  Applicant applicant() {
    return new Applicant(
        account,
        at,
        Mail.of(mail, Door.KEY),
        payment,
        ip,
        device,
        org,
        programme,
        verification,
        List.of());
  }
}
