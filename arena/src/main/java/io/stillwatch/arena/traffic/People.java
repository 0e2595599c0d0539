// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.text.Grammar;
import java.util.ArrayList;
import java.util.List;

/// The registry: makes identities and keeps every account that ever existed in the world.
final class People {
  static final long DAY = 86_400_000L;

  static final List<String> USES =
      List.of(
          "personal assistant",
          "software development",
          "learning",
          "content and marketing",
          "customer support",
          "research",
          "data extraction",
          "internal tools",
          "evaluation",
          "education",
          "translation",
          "games",
          "security research");

  private static final List<String> MAIL =
      List.of(
          "gmail.com",
          "outlook.com",
          "yahoo.com",
          "icloud.com",
          "proton.me",
          "gmx.de",
          "qq.com",
          "163.com",
          "web.de",
          "mail.ru",
          "hotmail.com",
          "naver.com",
          "fastmail.com",
          "orange.fr",
          "libero.it",
          "tuta.com",
          "uol.com.br",
          "yandex.ru",
          "zoho.com",
          "live.nl");

  private final Chance ids;
  private final long start;
  private final List<Account> all = new ArrayList<>();

  People(Chance ids, long start) {
    this.ids = ids;
    this.start = start;
  }

  Persona anybody(Chance chance) {
    return new Persona(this, chance, start);
  }

  /// A person with a steady habit of the given chance, at a firm of its own domain.
  Persona firm(Chance chance) {
    Persona persona = anybody(chance);
    persona.mail = domain(chance);
    persona.org = "org_" + chance.word(10);
    persona.plan = chance.pick(List.of("team", "scale", "payg"));
    persona.verification = chance.pick(List.of("business", "card", "email"));
    persona.payment = "card_" + chance.word(14);
    persona.addresses = Addresses.hosting(chance, 1 + chance.below(4));
    return persona;
  }

  static String domain(Chance chance) {
    String name = Grammar.own().say("noun", chance) + Grammar.own().say("noun", chance);
    return name + chance.pick(List.of(".example", ".co.example", "-labs.example", ".io.example"));
  }

  String privateMail(Chance chance) {
    return chance.hit(.12) ? domain(chance) : chance.popular(MAIL);
  }

  String nextId() {
    return ids.word(16);
  }

  Account keep(Account account) {
    all.add(account);
    return account;
  }

  /// Every account, in the order of their making.
  List<Account> all() {
    return all;
  }

  int count() {
    return all.size();
  }
}
