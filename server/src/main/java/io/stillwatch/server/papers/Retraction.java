// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import io.stillwatch.dossier.Times;
import io.stillwatch.dossier.letter.Outcome;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.store.Appearance;
import io.stillwatch.store.Store;
import io.stillwatch.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a letter that takes a finding back may say: only what judgements and people's words for an
/// account bear out.
///
/// @param account the account that is cleared; empty for the whole finding
/// @param wrong what was wrong; empty for what the person who cleared the account said
/// @param shared further ids of what was shared
public record Retraction(
    String campaign, Optional<String> account, Optional<String> wrong, List<String> shared) {
  public Retraction {
    shared = List.copyOf(shared);
  }

  /// That what is to be taken back still stands; its message says the way out.
  public static final class StillStands extends Exception {
    private static final long serialVersionUID = 1;

    StillStands(String why) {
      super(why);
    }
  }

  /// Since when an account was accused, since when it is no longer, and what a person said of it.
  private record Cleared(long named, long withdrawn, String why) {}

  /// The letter.
  ///
  /// @param told what others were told
  /// @return empty when there is no such campaign, or the account was never of it
  /// @throws StillStands when nobody took it back
  /// @throws IllegalArgumentException when nobody said what was wrong
  Optional<Outcome> outcome(Store store, Shared told) throws StillStands {
    var ids = new TreeSet<>(told.of(campaign, account));
    ids.addAll(shared);
    Optional<Campaign> last = store.read(this::last);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    if (account.isEmpty()) {
      stopsHere(store.read(this::accuses), campaign + " is still named by the newest judgement");
      return Optional.of(Outcome.withdrawn(campaign, said(""), List.copyOf(ids)));
    }
    String id = account.get();
    if (last.get().members().stream().map(Member::account).noneMatch(id::equals)
        && store.read(view -> withdrawal(view, id)).isEmpty()) {
      return Optional.empty();
    }
    Optional<Cleared> cleared = store.read(view -> cleared(view, id, last.get()));
    stopsHere(cleared.isEmpty(), "the account is still accused, and nobody cleared it");
    Cleared how = cleared.orElseThrow();
    List<String> times = List.of(Times.rfc3339(how.named()), Times.rfc3339(how.withdrawn()));
    return Optional.of(Outcome.cleared(campaign, id, times, said(how.why()), List.copyOf(ids)));
  }

  private static void stopsHere(boolean stands, String what) throws StillStands {
    if (stands) {
      throw new StillStands(
          what
              + "; clear accounts by POST /v1/accounts/{id}/protection or overturn a decision first");
    }
  }

  /// What was said of the campaign last.
  private Optional<Campaign> last(View view) {
    return view.appearance(campaign).map(Appearance::versions).map(all -> all.getLast().campaign());
  }

  /// A finding all of whose accounts people cleared accuses nobody.
  private boolean accuses(View view) {
    return view.campaign(campaign)
        .filter(one -> one.verdict() == Verdict.CAMPAIGN)
        .filter(
            one -> one.members().stream().anyMatch(m -> cleared(view, m.account(), one).isEmpty()))
        .isPresent();
  }

  private Optional<Finding.Withdrawn> withdrawal(View view, String id) {
    return view.withdrawn().stream()
        .filter(one -> one.account().equals(id) && one.campaign().equals(campaign))
        .findFirst();
  }

  /// A person's word comes first: it says what was wrong.
  private Optional<Cleared> cleared(View view, String id, Campaign said) {
    return word(view, id, said)
        .or(() -> withdrawal(view, id).map(w -> new Cleared(w.named(), w.withdrawn(), "")));
  }

  private Optional<Cleared> word(View view, String id, Campaign said) {
    var words = new ArrayList<Cleared>();
    for (Protection one : view.protectionsOf(id)) {
      if (one.kind() == Protection.Kind.CLEARED && said.detectedAt() <= one.at()) {
        words.add(new Cleared(said.detectedAt(), one.at(), one.reason()));
      }
    }
    view.decisionsOf(id).stream()
        .filter(decision -> decision.grounds().evidence().campaign().equals(campaign))
        .flatMap(decision -> view.reviewsOf(decision.id()).stream())
        .filter(review -> review.verdict() == Review.Verdict.OVERTURNED)
        .map(review -> new Cleared(said.detectedAt(), review.at(), review.reason()))
        .forEach(words::add);
    return words.isEmpty() ? Optional.empty() : Optional.of(words.getLast());
  }

  private String said(String otherwise) {
    String text = wrong.filter(one -> !one.isBlank()).orElse(otherwise);
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "wrong is missing; a letter that takes back says what was wrong");
    }
    return text;
  }
}
