// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Honest people who are awkward to compare: some write two hundred times as much as others, most
/// rest at night and at weekends in one of three time zones, some work in bursts, an outage
/// silences all of them; they use popular templates and questions, cards are shared in families, a
/// few mail domains and networks are common and many are rare, and a new model comes out half-way.
final class Crowd {
  static final int PEOPLE = 500;
  private static final long START = 20_000 * 24L;
  private static final int TEMPLATES = 20;
  private static final int QUESTIONS = 300;

  final Board board = new Board();
  final long now;
  final Population population;
  final Holdings holdings;
  private final Luck luck;
  private final int days;
  private final List<Stranger> people = new ArrayList<>();

  /// People of the second time zone who sleep at night.
  private final BitSet neighbours = new BitSet();

  Crowd(Draw draw, int days) {
    luck = new Luck(draw);
    this.days = days;
    now = end(days);
    int outage = luck.below(24 * days);
    for (int i = 0; i < PEOPLE; i++) {
      var one = new Stranger(i);
      live(one, outage);
      signUp(one);
      follow(one);
      people.add(one);
      board.take(new Clue.Seen(one.portrait()));
    }
    share(Kind.HEAD, 1, TEMPLATES, 0.5);
    share(Kind.PAYLOAD, 1_000, QUESTIONS, 0.1);
    population = new Population(board);
    holdings = new Holdings(board, population);
  }

  private void live(Stranger one, int outage) {
    double busy = 0.15 * luck.lognormal(1.3);
    int zone = 8 * luck.zipf(3);
    boolean machine = luck.hits(0.2);
    neighbours.set(one.number, zone == 8 && !machine);
    boolean weekends = machine || luck.hits(0.3);
    double burst = luck.hits(0.2) ? 0.15 : 1;
    for (int day = 0; day < days; day++) {
      boolean rests = !luck.hits(burst) || (!weekends && (day + 2) % 7 < 2);
      for (int hour = 0; hour < 24 && !rests; hour++) {
        double wake = machine ? 1 : Math.max(0, 2 * Math.cos((hour - 14 + zone) * Math.PI / 12));
        int h = 24 * day + hour;
        int times = luck.poisson(busy * wake / burst);
        if (times > 0 && (h < outage || h >= outage + 9)) {
          one.active(START + h, times);
        }
      }
    }
    one.active(START + luck.below(24 * days), 1);
    one.works = 1 + (long) (one.exchanges * (0.3 + 0.6 * luck.uniform()));
    one.followUps = one.exchanges - one.works < 0 ? 0 : one.exchanges - one.works;
    boolean asks = luck.hits(0.1);
    for (int bit = 0; bit < one.bits.length; bit++) {
      one.bits[bit] = (long) (one.exchanges * (asks ? luck.uniform() : 0.02 * luck.uniform()));
    }
  }

  private void signUp(Stranger one) {
    one.created = (20_000 - luck.zipf(700)) * Stranger.DAY;
    one.payment = 1 + (luck.hits(0.1) ? luck.below(PEOPLE / 20) : 10_000 + one.number);
    one.device = 1 + one.number;
    one.network = 1 + luck.zipf(200);
    one.mail = 1 + luck.zipf(40);
    one.client = 1 + luck.zipf(12);
  }

  /// A new model comes out half-way; three in ten take it up, many of them at once.
  private void follow(Stranger one) {
    one.models.add(new Portrait.Use("model-1", one.exchanges, 0, 0, one.first));
    long release = (START + 12L * days) * Stranger.HOUR;
    long taken = release + (long) (-Math.log(luck.uniform()) * 1.5 * Stranger.DAY);
    if (luck.hits(0.3) && taken < now && one.last > release) {
      one.models.add(new Portrait.Use("model-2", 1, 0, 0, taken));
    }
  }

  /// Popular artefacts, used by whom it pleases, in whatever half they fall.
  private void share(Kind kind, long firstArtefact, int many, double eagerness) {
    var nominating = new long[many][PEOPLE];
    var testing = new long[many][PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      boolean template = kind.role() == Kind.Role.SLOT;
      int favourite = luck.zipf(many);
      for (int n = luck.poisson(eagerness * people.get(i).works); n > 0; n--) {
        int a = template ? favourite : luck.zipf(many);
        boolean first = template ? luck.hits(0.5) : a % 2 == 0;
        (first ? nominating : testing)[a][i]++;
      }
    }
    for (int a = 0; a < many; a++) {
      Boards.used(board, kind, firstArtefact + a, nominating[a], testing[a]);
    }
  }

  /// A group of anybody, frozen without a look at anything.
  Group any(int size) {
    var members = new BitSet();
    while (members.cardinality() < size) {
      members.set(luck.below(PEOPLE));
    }
    long name = luck.below(Integer.MAX_VALUE);
    return group(new Candidate(name, Boards.set(members), 100, Candidate.Reason.FLOW, false));
  }

  /// Everybody as they were after so many days.
  Population after(int day) {
    var then = new Board();
    for (Stranger one : people) {
      Stranger before = one.before(START + 24L * day);
      then.take(new Clue.Seen(before.portrait()));
    }
    return new Population(then);
  }

  static long end(int day) {
    return (START + 24L * day) * Stranger.HOUR;
  }

  /// A group of people of one time zone.
  Group neighbours(int size) {
    int[] all = neighbours.stream().toArray();
    var members = new BitSet();
    while (members.cardinality() < Math.min(size, all.length)) {
      members.set(all[luck.below(all.length)]);
    }
    return group(
        new Candidate(luck.below(1 << 30), Boards.set(members), 100, Candidate.Reason.FLOW, false));
  }

  Group group(Candidate candidate) {
    return new Group(candidate, population, holdings, List.of());
  }

  /// What a real nomination finds: those who share a template.
  List<Group> nominated() {
    return new Nominator(board, population, holdings)
        .nominate().candidates().stream()
            .filter(c -> c.reason() == Candidate.Reason.TEMPLATE)
            .map(this::group)
            .toList();
  }

  int sizeOfSome() {
    return 5 + luck.below(1 + luck.below(40));
  }
}
