// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What came of nomination.
///
/// @param candidates to be looked at, in this order
/// @param sample which groups that share a template the null of E5 is learnt from
/// @param others groups of the sample that there was no room to look at
record Nominated(List<Candidate> candidates, Sample sample, List<Candidate> others) {
  /// @param candidates those of `all` that are looked at, and groups that stood
  static Nominated of(List<Candidate> candidates, List<Candidate> all) {
    List<Candidate> templates =
        all.stream().filter(c -> c.reason() == Candidate.Reason.TEMPLATE).toList();
    Sample sample = Sample.of(Distinct.MOST, templates.size());
    if (sample.equals(Sample.ALL)) {
      return new Nominated(candidates, sample, List.of());
    }
    Set<Long> looked =
        candidates.stream()
            .map(Candidate::signature)
            .collect(Collectors.toCollection(HashSet::new));
    List<Candidate> others =
        templates.stream()
            .filter(c -> sample.holds(c.signature()) && looked.add(c.signature()))
            .toList();
    return new Nominated(candidates, sample, others);
  }
}
