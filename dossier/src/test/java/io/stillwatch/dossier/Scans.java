// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Hand-made scans. All numbers are fixed; where many are needed they come from a seed.
final class Scans {
  static final long START = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
  static final long DAY = 86_400_000;
  static final Window WEEK = new Window(START, START + 9 * DAY + 5_025_250);

  /// Large models cost 15 and 75 dollars a million tokens, small ones 1 and 5; others are unknown.
  static final Prices PRICES =
      new Prices() {
        @Override
        public OptionalDouble usd(ModelUse use) {
          double in = use.counts().tokensIn() / 1e6;
          double out = use.counts().tokensOut() / 1e6;
          return switch (use.model()) {
            case "aurora-large" -> OptionalDouble.of(15 * in + 75 * out);
            case "aurora-small" -> OptionalDouble.of(in + 5 * out);
            default -> OptionalDouble.empty();
          };
        }

        @Override
        public String date() {
          return "2026-11-01";
        }
      };

  private Scans() {}

  static Scan of(Campaign... campaigns) {
    return new Scan(
        "0.1.0",
        Optional.of(WEEK),
        new TreeMap<>(Map.of("detect.fdr", "0.01", "ingest.text", "hash only", "output", "out")),
        List.of(
            new Scan.Input("logs/2026-11-02.jsonl.zst", 81_220_144),
            new Scan.Input("signups.csv", 1_204_002)),
        new Scan.Counted(
            1_203_311,
            12_034,
            12_034,
            11_870,
            new TreeMap<>(Map.of("not JSON", 3L, "no account id", 14L)),
            41,
            112),
        families(),
        List.of(
            new Scan.NullParameter(
                "E1.rate_per_conversation",
                3.1e-7,
                "99% upper bound from 0 events in 4.8 million conversations of unrelated principals"),
            new Scan.NullParameter(
                "E5.alpha",
                1.4,
                "upper bound over strata, from 412 groups of accounts outside every candidate")),
        new Scan.Testing(214, 0.01),
        List.of(
            "Only 9.1 days of traffic were read; the null of E5 wants two weeks and was capped."),
        new Scan.Cost(31.4, 58.9, 1_932_735_283L, 2),
        PRICES,
        List.of(campaigns),
        List.of(),
        Optional.empty());
  }

  private static List<Scan.Availability> families() {
    return Arrays.stream(Family.values())
        .map(
            family ->
                switch (family) {
                  case E3 ->
                      new Scan.Availability(
                          family, false, "no completion text in the log: E3 could not be used");
                  case E7 -> new Scan.Availability(family, false, "no intervention was logged");
                  default -> new Scan.Availability(family, true, "");
                })
        .toList();
  }

  static Campaign campaign() {
    return group("c-7f3a91", Verdict.CAMPAIGN, 214, 31_250);
  }

  static Campaign group(String id, Verdict verdict, int accounts, long exchanges) {
    Random random = new Random(7 + accounts);
    List<Member> members = members(id, accounts, exchanges, random);
    boolean strong = verdict == Verdict.CAMPAIGN;
    Counts all = members.stream().map(Member::counts).reduce(Counts.ZERO, Counts::plus);
    return new Campaign(
        id,
        verdict,
        members,
        accounts + 12,
        WEEK,
        all,
        verdict == Verdict.WATCH ? 0.6 : 17.34,
        strong ? 9.2 : -0.4,
        5.31,
        START + 2 * DAY,
        strong ? 0.873 : 0.04,
        strong ? evidence(exchanges) : evidence(exchanges).subList(1, 2),
        models(all),
        strong ? List.of("AML.T0024.002", "AML.T0008.005", "AML.T0040") : List.of(),
        List.of(
            "A contract that shows these accounts belong to one declared customer.",
            "A public template or employer gateway that carries conversations from account to account."),
        days(accounts, all.exchanges(), random),
        ties(members, random));
  }

  private static List<Member> members(String id, int accounts, long exchanges, Random random) {
    return IntStream.range(0, accounts)
        .mapToObj(
            i -> {
              long own = exchanges / accounts + random.nextInt(9);
              return new Member(
                  String.format(Locale.ROOT, "acct-%s-%04d", id.substring(0, 3), i),
                  2.5 + random.nextInt(600) / 100.0,
                  0.6 + random.nextInt(40) / 100.0,
                  new Counts(own, own * 812, own * 1_604),
                  List.of(
                      "carried on "
                          + (1 + random.nextInt(6))
                          + " conversations begun by other members",
                      "its share of the work list fits the even split"));
            })
        .toList();
  }

  private static List<Evidence> evidence(long exchanges) {
    return List.of(
        new Evidence(
            Family.E1,
            "distinct conversations begun under one account and carried on under another",
            41,
            0.0097,
            16.9,
            WEEK,
            "41 private conversations begun under one account were carried on under another; strangers would show fewer than one.",
            "Hand-offs between unrelated principals are Poisson at the 99% upper bound of the rate seen outside every candidate.",
            31_000),
        new Evidence(
            Family.E5,
            "payloads that only one member submitted, by member",
            29_874,
            11_020.4,
            8.2,
            WEEK,
            "The work list was dealt out almost evenly: no member strays more than 9 items from the mean.",
            "Dirichlet-multinomial with an upper bound of alpha for accounts of this size and application.",
            29_874),
        new Evidence(
            Family.E6,
            "hours in which all members paused together",
            22,
            3.6,
            2.1,
            WEEK,
            "Members paused together in 22 hours; shifted by whole weeks they would share 3.6.",
            "Each member\u2019s own calendar, shifted by whole weeks within its stratum.",
            exchanges),
        new Evidence(
            Family.E9,
            "members that share a rare mail pattern and client",
            61,
            48.9,
            -0.3,
            WEEK,
            "Signup traits coincide no more than in other groups of this tier.",
            "Traits permuted among accounts of the same tier and month.",
            214),
        new Evidence(
            Family.X,
            "exchanges that ask for worked reasoning in a fixed output contract",
            27_281,
            402.7,
            9.2,
            WEEK,
            "87% of the exchanges ask for step-by-step solutions in one fixed format; of comparable users 1% do.",
            "Conformal rank among 4,100 users of the same application and tier.",
            exchanges));
  }

  private static List<ModelUse> models(Counts all) {
    Counts large =
        new Counts(all.exchanges() * 8 / 10, all.tokensIn() * 8 / 10, all.tokensOut() * 8 / 10);
    Counts small = new Counts(all.exchanges() / 10, all.tokensIn() / 10, all.tokensOut() / 10);
    Counts rest =
        new Counts(
            all.exchanges() - large.exchanges() - small.exchanges(),
            all.tokensIn() - large.tokensIn() - small.tokensIn(),
            all.tokensOut() - large.tokensOut() - small.tokensOut());
    return List.of(
        new ModelUse("aurora-large", large),
        new ModelUse("aurora-small", small),
        new ModelUse("aurora-preview", rest));
  }

  private static List<Day> days(int accounts, long exchanges, Random random) {
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                new Day(
                    START + i * DAY,
                    exchanges / 12 + random.nextInt(900),
                    Math.max(1, accounts - random.nextInt(1 + accounts / 3))))
        .toList();
  }

  private static List<Tie> ties(List<Member> members, Random random) {
    List<String> kinds = List.of("continuation hand-off", "same scaffold", "sealed reasoning");
    List<Tie> ties = new ArrayList<>();
    for (int i = 1; i < members.size(); i++) {
      int to = random.nextInt(3) == 0 ? random.nextInt(i) : i / 9;
      ties.add(
          new Tie(
              members.get(i).account(),
              members.get(to).account(),
              kinds.get(random.nextInt(7) % 3),
              1 + random.nextInt(5)));
    }
    return ties;
  }
}
