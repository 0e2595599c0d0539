// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.stats.EvenSplit;
import java.util.Arrays;
import java.util.Optional;

/// E5: how evenly payloads that only one member used are split over the members, against a
/// Dirichlet-multinomial null with an upper-bound concentration (EVIDENCE F1). Strangers who use
/// one template are heavy-tailed; one work list dealt to many accounts is not. Looked at twice, and
/// averaged: all members, and those within a factor of four of the median in the nominating half;
/// each with a bound from groups looked at in the same way. Zeros in the testing half count.
/// Customers at the cap of their plan are left out, and a group of mostly such is not looked at.
final class EvenTest implements Test {
  private static final int MATERIAL_LEAST = 20;

  /// Where members mostly share payloads they are a class or a benchmark, and the test is silent.
  private static final double DEALT_LEAST = 0.6;

  /// Below this the dear count of exclusive payloads is spared, and the family counts as 0.
  private static final double WORTH_A_LOOK = Math.log(10);

  private final double everybody;
  private final double like;

  /// @param everybody upper bound of the concentration among strangers that share a template
  /// @param like the same among those of them that are like the median user
  EvenTest(double everybody, double like) {
    this.everybody = everybody;
    this.like = like;
  }

  @Override
  public Family family() {
    return Family.E5;
  }

  @Override
  public Optional<Term> look(Group group) {
    if (group.own.isEmpty()) {
      return Optional.empty();
    }
    boolean most = looksTwice(group);
    if (group.free.length * 2 < group.size()) {
      return Optional.empty();
    }
    double all = EvenSplit.promise(group.ofFree(group.tested), everybody);
    double some =
        most ? EvenSplit.promise(group.ofLike(group.tested), like) : Double.NEGATIVE_INFINITY;
    if (Math.max(all, some) < WORTH_A_LOOK) {
      return Optional.empty();
    }
    long[] exclusive = group.exclusive();
    long[] free = group.ofFree(exclusive);
    long total = Arrays.stream(exclusive).sum();
    if (total < MATERIAL_LEAST || total < DEALT_LEAST * Arrays.stream(group.tested).sum()) {
      return Optional.empty();
    }
    all = EvenSplit.promise(free, everybody);
    some = most ? EvenSplit.promise(group.ofLike(exclusive), like) : Double.NEGATIVE_INFINITY;
    double logE = EvenSplit.logETwice(free, everybody, most ? group.ofLike(exclusive) : null, like);
    return Optional.of(
        some > all ? term(group.ofLike(exclusive), like, logE) : term(free, everybody, logE));
  }

  /// Whether those like the median are enough to be looked at apart.
  static boolean looksTwice(Group group) {
    return group.like.length >= Nominator.LEAST && group.like.length * 2 >= group.size();
  }

  private static Term term(long[] exclusive, double alpha0, double logE) {
    double fitted = EvenSplit.fitAlpha(exclusive);
    long total = Arrays.stream(exclusive).sum();
    return new Term(
        Family.E5,
        "concentration of the split of exclusive payloads",
        fitted,
        alpha0,
        logE,
        Term.number(total)
            + " payloads that hardly any two members share are split over "
            + exclusive.length
            + " accounts with concentration "
            + Term.number(fitted)
            + "; strangers who share a template stay below "
            + Term.number(alpha0),
        "Dirichlet-multinomial, concentration at most "
            + Term.number(alpha0)
            + ", estimated from the other groups of this log",
        total);
  }
}
