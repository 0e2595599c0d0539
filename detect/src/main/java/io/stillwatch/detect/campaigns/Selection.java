// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Family;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.OnlineFdr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which of the groups stand: those in which a family that can convict sees something, densest
/// first, none that overlaps one taken before by half of the smaller; then what is left of the
/// others without the members of those taken.
final class Selection {
  private static final int REST = 17;

  private final Board board;
  private final long now;
  private final Rules rules;
  private final Population population;
  private final Holdings holdings;
  private final Families families;
  private final Explanation explanation;
  private final Plain plain;
  private final List<Standing> standing = new ArrayList<>();

  /// Groups that stood before, of which there is not enough new to rule them anew.
  private final LongSet held;

  /// Groups that stood before and whose name is still free, the oldest first.
  private final List<Group> names = new ArrayList<>();

  Selection(
      Board board,
      long now,
      Rules rules,
      Population population,
      Holdings holdings,
      Families families,
      Plain plain,
      LongSet held,
      Explanation explanation) {
    this.held = held;
    this.board = board;
    this.now = now;
    this.rules = rules;
    this.population = population;
    this.holdings = holdings;
    this.families = families;
    this.explanation = explanation;
    this.plain = plain;
  }

  /// A group that stood, with all that was measured.
  ///
  /// @param since event time at which it first stood
  /// @param plain a plain reason for an even split, "" when none was found
  record Standing(
      long signature,
      Group group,
      Map<Family, Term> terms,
      double control,
      double line,
      long since,
      Verdict verdict,
      String plain) {}

  /// The line that a group looked at now would have to cross.
  double nextLine() {
    return line(board.docket.looks() + 1);
  }

  private double line(long number) {
    double rejections = board.docket.rejections() + 1.0;
    return -Math.log(rules.falseDiscovery() * OnlineFdr.share(number) * rejections);
  }

  /// Gives every new look its number, in the order of nomination, and keeps the groups in which a
  /// family that can convict sees something, those of one piece before those of several, densest
  /// first.
  List<Case> promising(List<Group> groups) {
    var cases = new ArrayList<Case>();
    for (Group group : groups) {
      Case one = look(group);
      if (Ruling.promising(group, one.terms())) {
        cases.add(one);
      } else {
        explanation.note(
            group, one.terms(), one.line(), "nothing that can convict reaches its line");
      }
    }
    cases.sort(
        Comparator.comparing(Case::divided)
            .thenComparing(Comparator.comparingDouble(Case::density).reversed()));
    return cases;
  }

  private Case look(Group group) {
    long signature = group.candidate.signature();
    Docket.Stood stood = board.docket.stood(signature);
    double line =
        stood == null
            ? line(board.docket.next(signature, group.candidate.material()))
            : stood.line();
    var terms = new EnumMap<Family, Term>(Family.class);
    families.lookDirect(group, terms);
    return Case.of(group, terms, line, families.passings);
  }

  /// Whether a group would stand, were it the only one.
  boolean stands(Case one) {
    families.lookRanked(one.group(), one.terms());
    return crosses(one);
  }

  List<Standing> standing(List<Case> cases, List<Group> groups) {
    groups.stream().filter(Selection::stood).forEach(names::add);
    names.sort(Comparator.comparingLong(g -> stood(g.candidate.signature()).since()));
    for (Case one : cases) {
      if (free(one)) {
        decide(one.whole(cases, families.passings, c -> free(c) && crosses(c)));
      } else {
        explanation.note(
            one.group(), one.terms(), one.line(), "a denser group has most of its members");
      }
    }
    if (!standing.isEmpty()) {
      promising(rests(groups)).stream().filter(this::free).forEach(this::decide);
    }
    return standing;
  }

  /// Two actors may share a scaffold; who is left when one of them is taken away is looked at as if
  /// the other did not exist. So is a group that stood, when others took up its scaffold.
  private List<Group> rests(List<Group> groups) {
    var collected = new IntSet.Collector();
    standing.forEach(s -> s.group().set().stream().forEach(collected::add));
    IntSet taken = collected.toSet();
    var rests = new ArrayList<Group>();
    for (Group group : groups) {
      Candidate before = group.candidate;
      int common = before.members().common(taken);
      boolean apart = stood(group) && common * 2 < before.size();
      long signature = apart ? before.signature() : Mix.of(before.signature(), REST);
      Candidate rest = before.without(taken, signature);
      boolean due = apart || board.docket.due(signature, rest.material());
      if ((apart || common > 0) && due && rest.size() >= Nominator.LEAST) {
        var left = new Group(rest, population, holdings, families.passings);
        if (Ruling.testable(left)) {
          rests.add(left);
        }
      }
    }
    return rests;
  }

  private void decide(Case one) {
    Group group = one.group();
    families.lookRanked(group, one.terms());
    double control = families.control(one.terms());
    String fate = "the fused e-value is below the line";
    if (control >= one.line()) {
      long signature = identity(group);
      board.docket.reject(signature, one.line(), now, keys(group));
      String reason = plain.reason(group).map(Plain.Reason::words).orElse("");
      Verdict verdict = ruled(group, signature, Ruling.of(group, one.terms(), reason));
      standing.add(
          new Standing(
              signature,
              group,
              one.terms(),
              control,
              one.line(),
              stood(signature).since(),
              verdict,
              reason));
      fate = "it stands as " + verdict.word() + (reason.isEmpty() ? "" : ", because " + reason);
    }
    explanation.note(group, one.terms(), one.line(), fate);
  }

  /// A group that is looked at once more without enough that is new may fall, and not rise.
  private Verdict ruled(Group group, long signature, Verdict now) {
    if (stood(group) && held.contains(group.candidate.signature())) {
      Verdict before = stood(group.candidate.signature()).verdict();
      return before.compareTo(now) > 0 ? before : now;
    }
    board.docket.rule(signature, now, population.exchanges(group.set()));
    return now;
  }

  private boolean free(Case one) {
    return standing.stream().noneMatch(s -> overlaps(s.group(), one.group()));
  }

  private boolean crosses(Case one) {
    return families.control(one.terms()) >= one.line();
  }

  private static boolean stood(Group group) {
    return group.candidate.reason() == Candidate.Reason.STOOD;
  }

  private Docket.Stood stood(long signature) {
    return Objects.requireNonNull(board.docket.stood(signature));
  }

  /// A group keeps the name of the one that stood before and that it overlaps, each name once: what
  /// is left of a group whose name went on to another gets a new one.
  private long identity(Group group) {
    for (Group before : names) {
      if (overlaps(before, group) && !isGiven(before.candidate.signature())) {
        names.remove(before);
        return before.candidate.signature();
      }
    }
    long own = group.candidate.signature();
    while (isGiven(own)) {
      own = Mix.of(own, REST);
    }
    return own;
  }

  private boolean isGiven(long signature) {
    return standing.stream().anyMatch(s -> s.signature() == signature);
  }

  private Hashes keys(Group group) {
    long[] keys = group.set().stream().mapToLong(i -> population.face(i).principal()).toArray();
    return Hashes.copyOf(keys, keys.length);
  }

  private static boolean overlaps(Group a, Group b) {
    int common = a.set().common(b.set());
    return common > 0 && common * 2 >= Math.min(a.size(), b.size());
  }
}
