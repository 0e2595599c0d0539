// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.respond.Review;
import io.stillwatch.respond.ReviewReport;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What people's reviews say of what was promised.
public final class Calibration {
  private Calibration() {}

  /// Share of accused accounts that may be innocent: those of campaigns that are none, and in the
  /// others those that do not belong.
  public static double promised(Settings settings) {
    return settings.share(Key.FDR) + DetectConfig.standard().memberError();
  }

  /// Counts all reviews; of several of one decision the newest.
  public static ReviewReport report(View view, double promised) {
    var newest = new LinkedHashMap<String, Review>();
    view.reviews().forEach(review -> newest.put(review.decision(), review));
    var cases = new ArrayList<ReviewReport.Case>();
    newest.forEach(
        (id, review) ->
            view.decision(id)
                .ifPresent(
                    decision ->
                        cases.add(
                            new ReviewReport.Case(
                                decision, review.verdict(), family(view, decision)))));
    return ReviewReport.of(promised, cases);
  }

  /// The loudest family of the control axis, as the finding was when it was decided.
  private static String family(View view, Decision decision) {
    Optional<Campaign> then =
        view.campaignAt(decision.grounds().evidence().campaign(), decision.term().at());
    return then.stream()
        .flatMap(campaign -> campaign.evidence().stream())
        .filter(evidence -> evidence.family() != Family.X)
        .max(Comparator.comparingDouble(Evidence::log10E))
        .map(evidence -> evidence.family().name())
        .orElse("not known");
  }
}
