// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.letter.Body.Point;
import io.stillwatch.dossier.seal.Facts;
import java.util.ArrayList;
import java.util.List;

/// The annex for those who compute: the formula of each number, with what goes into it.
record Mathematics(Facts facts) {
  List<Point> all() {
    var points = new ArrayList<Point>();
    points.add(
        new Point(
            "E-values",
            "A number that cannot be negative and whose average is at most 1 if the accounts are strangers. By Markov's inequality strangers reach x with a chance of at most 1/x. Families are averaged, never multiplied: that is valid whatever the dependence between them."));
    for (Facts.Flow flow : facts.nulls().flows()) {
      points.add(
          new Point(
              flow.family(),
              "X passings within the group are Poisson with mean at most L = lambda times chances; lambda = chi2inv(0.99, 2(n+1))/(2T) = %s from n = %s events in T = %s chances. log e = L + log b + lgamma(1+X) - (1+X) log(b+L) + log Q(1+X, b+L) + b, b = 0.05. What two accounts pass each other in a day counts once."
                  .formatted(
                      Numbers.measure(flow.rate()),
                      Numbers.count(flow.events()),
                      Numbers.count(flow.chances()))));
    }
    points.add(
        new Point(
            "E5",
            "Likelihood of the split under an equal split and two tight concentrations, mixed, against a Polya urn with the largest concentration that strangers reach: twice the median fitted to %s groups that share a template, 1.5 at least."
                .formatted(Numbers.count(facts.nulls().templates()))));
    points.add(
        new Point(
            "E4, E6, E9, E10, X",
            "B groups of other accounts, matched by activity, are drawn; e = (B+1) T / sum of all T, T = exp((value - median)/spread). Half of it comes from the first 99 groups, half from all, which are looked at when at most 2 of the first reach the group. E4 is held under a Poisson count besides."));
    points.add(
        new Point(
            "Control",
            "The mean of the e-values of E1, E2, E3, E4, E5, E6, E9 and E10, one that was not looked at counted as 0: %s."
                .formatted(Prose.power(facts.standing().log10Control()))));
    points.add(
        new Point(
            "Line",
            "e-LOND at %s: a group stands when e >= 1/(alpha g_t (R+1)), for look t with R named before; %s looks, %s stood."
                .formatted(
                    Numbers.measure(facts.nulls().falseDiscovery()),
                    Numbers.count(facts.nulls().looks()),
                    Numbers.count(facts.nulls().stood()))));
    points.add(
        new Point(
            "Members",
            "For each principal the mean of two e-values: uses of the group's own scaffolds, negative binomial of the members against a stranger's heavy tail with the share of outsiders that use them at all; and what it passed. The largest k with k e_(k) >= K/%s are named (e-BH)."
                .formatted(Numbers.measure(facts.nulls().memberError()))));
    return points;
  }
}
