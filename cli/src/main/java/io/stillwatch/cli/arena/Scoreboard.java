// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.score.Score.CampaignScore;
import io.stillwatch.arena.score.Score.Groups;
import io.stillwatch.arena.score.Score.InnocentScore;
import io.stillwatch.arena.score.Score.RequestScore;
import io.stillwatch.arena.score.Score.Requests;
import io.stillwatch.arena.score.Score.Tally;
import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// The arena's score as a table and as JSON.
record Scoreboard(io.stillwatch.arena.score.Score score) {
  private static final String ROW = "%-12s %-17s %-10s %8s %6s %6s %7s %7s %7s%n";
  private static final Object[] CAMPAIGN_HEAD = {
    "campaign", "type", "difficulty", "accounts", "named", "found", "taken", "hours", "share"
  };
  private static final String REQUEST = "%-12s %9s %10s %8s %7s %7s%n";
  private static final String WRONGED = "%-22s %8s %8s %12s%n";

  /// Compares a scan with the labels of its world.
  ///
  /// @throws Failure when one of the two folders does not hold what it should
  static Scoreboard of(Path scan, Path labels) {
    try {
      return new Scoreboard(Arena.score(scan, labels));
    } catch (IOException | JacksonException e) {
      throw Failure.unusable(
          "cannot compare %s with %s: %s; name the --out folder of a scan and the labels of its world"
              .formatted(scan, labels, Cause.of(e)));
    }
  }

  String text() {
    var text = new StringBuilder(summary());
    text.append(line(ROW, CAMPAIGN_HEAD));
    score.campaigns().forEach(c -> text.append(campaign(c)));
    text.append(line("%n"));
    score.requests().ifPresent(requests -> text.append(requests(requests)));
    return text.append(innocents()).toString();
  }

  private String summary() {
    Tally all = score.accounts();
    Groups groups = score.groups();
    return line(
            "accounts: precision %s, recall %s (%,d of %,d hostile named, %,d honest accused;"
                + " %,d more honest were accused earlier and no longer are)%n",
            share(all.precision()),
            share(all.recall()),
            all.hit(),
            all.hit() + all.missed(),
            all.wronged(),
            all.withdrawn())
        + line(
            "campaigns: precision %s, recall %s (%,d of %,d groups right, %,d of %,d found)%n",
            share(groups.precision()),
            share(groups.recall()),
            groups.right(),
            groups.right() + groups.wrong(),
            groups.found(),
            groups.found() + groups.missed())
        + score.prAuc().stream()
            .map(a -> line("%.3f at %s hostile", a.area(), rate(a.baseRate())))
            .collect(Collectors.joining(", ", "PR-AUC of accounts: ", "\n"))
        + line(
            "purity (adjusted Rand index): %.2f of those named, %.2f of all hostile%n",
            score.purity().named(), score.purity().all())
        + line(
            "harvest taken before detection: median %s, p90 %s%n",
            spread(score.delay().taken().median(), Scoreboard::share),
            spread(score.delay().taken().p90(), Scoreboard::share))
        + line(
            "hours to detection, of those found: median %s, p90 %s%n",
            spread(score.delay().hours().median(), Scoreboard::tenths),
            spread(score.delay().hours().p90(), Scoreboard::tenths))
        + line(
            "share of harvest, mean error of those found: %s%n%n",
            spread(score.delay().shareError(), Scoreboard::points));
  }

  private static String campaign(CampaignScore c) {
    return line(
        ROW,
        c.id(),
        c.type(),
        c.difficulty(),
        c.accounts(),
        c.accused(),
        c.found() ? "yes" : "no",
        spread(c.taken(), Scoreboard::share),
        spread(c.hours(), Scoreboard::tenths),
        spread(c.shareError(), Scoreboard::signed));
  }

  private static String requests(Requests requests) {
    RequestScore all = requests.all();
    var text =
        new StringBuilder(
            line(
                "requests of accused accounts: precision %s, recall %s (%,d of %,d harvest"
                    + " attributed, %,d others); honest: %,d attributed, %s of theirs%n",
                share(all.precision()),
                share(all.recall()),
                all.hit(),
                all.hit() + all.missed(),
                all.wrong(),
                requests.wronged(),
                share(requests.wrongedShare())));
    text.append(line(REQUEST, "campaign", "harvest", "attributed", "others", "prec.", "recall"));
    for (RequestScore one : requests.campaigns()) {
      text.append(
          line(
              REQUEST,
              one.campaign(),
              one.hit() + one.missed(),
              one.hit(),
              one.wrong(),
              share(one.precision()),
              share(one.recall())));
    }
    return text.append(line("%n")).toString();
  }

  private String innocents() {
    List<InnocentScore> wronged = score.innocents().stream().filter(i -> i.accused() > 0).toList();
    int honest = score.innocents().stream().mapToInt(InnocentScore::accounts).sum();
    if (wronged.isEmpty()) {
      return line("no honest account accused (%,d of them in the world)%n", honest);
    }
    var text =
        new StringBuilder(line(WRONGED, "honest community", "accounts", "accused", "per 100,000"));
    wronged.forEach(
        i ->
            text.append(
                line(
                    WRONGED,
                    i.community(),
                    i.accounts(),
                    i.accused(),
                    line("%,.0f", i.per100k()))));
    return text.toString();
  }

  /// `-` where the number is not known.
  private static String spread(OptionalDouble number, DoubleFunction<String> written) {
    return number.isEmpty() ? "-" : written.apply(number.getAsDouble());
  }

  private static String tenths(double value) {
    return line("%.1f", value);
  }

  private static String points(double value) {
    return line("%.2f", value);
  }

  private static String signed(double value) {
    return line("%+.2f", value);
  }

  private static String rate(double value) {
    return line("%s%%", 100 * value);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }

  String json() {
    return ScoreJson.of(score);
  }
}
