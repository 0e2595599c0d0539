// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A campaign of twelve accounts with two cards, all invented.
public final class Samples {
  public static final Instant TOLD = Instant.parse("2026-06-12T09:00:00Z");
  public static final Detector DETECTOR = new Detector("0.1.0", sha256("a detector"), 0.01);

  private Samples() {}

  public static Sender sender(String name) {
    IdKey ids = IdKey.of(("the secret of ids of " + name).getBytes(UTF_8));
    return new Sender(
        ids.id("identity", name),
        name,
        ids,
        Tlp.AMBER_STRICT,
        DETECTOR,
        "mailto:appeals@" + name + ".example");
  }

  static Campaign campaign(Verdict verdict) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < 12; i++) {
      members.add(
          new Member(account(i), 4 + i / 10.0, 0.9, new Counts(300, 30_000, 90_000), List.of("x")));
    }
    long from = Instant.parse("2026-05-02T00:00:00Z").toEpochMilli();
    long until = Instant.parse("2026-06-10T00:00:00Z").toEpochMilli();
    Counts counts = new Counts(3_600, 360_000, 1_080_000);
    return new Campaign(
        "sw-4c0ffee00042",
        verdict,
        members,
        14,
        new Window(from, until),
        counts,
        17.31,
        9.2,
        5.31,
        until,
        0.9,
        List.of(),
        List.of(new ModelUse("aurora-large", counts)),
        List.of("AML.T0040", "AML.T0008.005"),
        List.of("a contract that shows one customer behind all of them"),
        List.of(),
        List.of());
  }

  static String account(int i) {
    return "acct_secret_%02d".formatted(i);
  }

  static Disclosure disclosure() {
    var accounts = new TreeMap<String, Disclosure.Account>();
    for (int i = 0; i < 12; i++) {
      accounts.put(
          account(i),
          new Disclosure.Account(
              token(TokenKind.EMAIL, "mail " + i),
              List.of(token(TokenKind.PAYMENT, "card " + i % 2))));
    }
    return new Disclosure(
        accounts,
        List.of(
            new Disclosure.Template(
                token(TokenKind.TEMPLATE, "template"), 0x9f3b0c77a1d2e455L, 3, 1_204, 3)),
        List.of(64_500),
        OptionalLong.of(128_400_000),
        List.of("reasoning", "code"),
        Optional.of(sha256("evidence")));
  }

  public static Token token(TokenKind kind, String of) {
    return new Token(kind, "voprf-p256:2026-06:" + sha256(kind + of));
  }

  static Bundle bundle() {
    return CampaignBundle.of(
        campaign(Verdict.CAMPAIGN), disclosure(), sender("aurora"), Edition.first(TOLD));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
