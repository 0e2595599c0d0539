// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.interventions.Design;
import io.stillwatch.interventions.Pair;
import io.stillwatch.interventions.Plan;
import io.stillwatch.interventions.Seed;
import io.stillwatch.interventions.Throttle;
import io.stillwatch.interventions.Trial;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Member;
import io.stillwatch.model.crypto.Hmac;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.respond.Policy;
import io.stillwatch.store.Change;
import io.stillwatch.store.Intervention;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.View;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.SecretKey;

/// Puts requests of half a group off when a coin says so, and weighs what the other half does: E7,
/// live. Off until the operator turns it on, and then only on a group that a person names; one at a
/// time, for its bound on the service is that of all. What it finds is kept for people to read; no
/// rule ever sees it.
///
/// The commitment is in the audit log before the first coin counts, and so is every pair once it is
/// weighed. The coins follow from a secret of this data folder until the plan is over; then its
/// seed is in the log, and anybody can toss them again.
public final class Interventions implements Consumer<View> {
  private static final String ACTOR = "interventions";

  private final Store store;
  private final Terms terms;
  private final Eligible eligible;
  private final InstantSource clock;
  private final SecretKey secret;
  private volatile Optional<Live> live = Optional.empty();

  /// Pairs that the audit log has.
  private int noted;

  /// @param secret 32 random bytes of this data folder
  /// @param clock event time
  public Interventions(
      Store store, Terms terms, Policy policy, byte[] secret, InstantSource clock) {
    this.store = store;
    this.terms = terms;
    this.eligible = new Eligible(policy);
    this.secret = Hmac.key(secret);
    this.clock = clock;
  }

  /// The same desk, with the coin.
  public Desk over(Desk desk) {
    return new CoinDesk(desk, this, clock);
  }

  Optional<Live> live() {
    return live;
  }

  /// Goes on with one that was under way when the server stopped. When interventions were turned
  /// off meanwhile, it ends.
  public synchronized void resume() {
    for (Intervention kept : store.read(View::interventions)) {
      if (!kept.over()) {
        resume(kept);
      }
    }
  }

  /// One whose coins are not of this folder belongs to another server.
  private void resume(Intervention kept) {
    Sheet sheet = Sheet.of(kept);
    Design design = sheet.protocol().design();
    Plan plan = Plan.of(design, seed(kept.id(), design));
    if (!plan.commitment().equals(sheet.protocol().commitment())) {
      return;
    }
    long now = clock.millis();
    var trial = new Trial(plan, sheet.protocol().pairs(), sheet.protocol().stop());
    noted = trial.pairs().size();
    var throttle = Throttle.resumed(trial, sheet.tally(), now);
    var one = new Live(kept.id(), sheet.by(), sheet.reason(), throttle);
    if (!terms.allowed()) {
      one.stop(now, "interventions were turned off");
    }
    live = Optional.of(one);
    weigh();
  }

  /// Begins one.
  ///
  /// @param campaign a group of the newest judgement, of any verdict
  /// @param by who allows it
  /// @param reason in plain words
  /// @return what is kept of it
  /// @throws IllegalArgumentException when there is no such group, or too few of it may be touched
  /// @throws IllegalStateException when none is allowed now
  public synchronized Intervention begin(String campaign, String by, String reason) {
    if (!terms.allowed()) {
      throw new IllegalStateException(
          "interventions are off; who runs the server turns them on by interventions.allow");
    }
    weigh();
    if (live.isPresent()) {
      throw new IllegalStateException("%s is under way; one at a time".formatted(live.get().id()));
    }
    noted = 0;
    Live one = store.changing(by, change -> begun(change, campaign, by, reason));
    live = Optional.of(one);
    lookAgain(one);
    return one.sheet().kept(one.id(), false);
  }

  /// Somebody may have spoken for a member just before the register knew that there is a plan.
  private void lookAgain(Live one) {
    try {
      store.change(ACTOR, change -> accept(change.view()));
    } catch (StoreFailed e) {
      one.stop(clock.millis(), "the database failed when it began");
      throw e;
    }
  }

  private Live begun(Change change, String campaign, String by, String reason) {
    long now = clock.millis();
    String id = "iv-" + (change.view().interventions().size() + 1);
    Campaign group =
        change
            .view()
            .campaign(campaign)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no campaign " + campaign + " now"));
    List<String> accounts = group.members().stream().map(Member::account).toList();
    List<String> members = eligible.of(change.view(), accounts, now);
    Design design =
        Design.of(campaign, members, terms.from(now), terms.remedy())
            .allowed(by + ", in the audit log at " + id);
    Plan plan = Plan.of(design, seed(id, design));
    var one = new Live(id, by, reason, new Throttle(plan));
    Map<String, Object> note = new TreeMap<>();
    note.put("commitment", plan.commitment());
    note.put("campaign", campaign);
    note.put("members", members.size());
    note.put("spared", accounts.size() - members.size());
    note.put("from", now);
    note.put("until", design.timetable().window().until());
    note.put("reason", reason);
    change.intervene(one.sheet().kept(id, false), "intervention-begin", note);
    return one;
  }

  /// Ends the one that is under way: nothing is touched from this moment on. A pair that has begun
  /// is still weighed when it is over.
  ///
  /// @throws IllegalArgumentException when it is not under way
  public synchronized void stop(String id, String by, String reason) {
    Live one =
        live.filter(running -> running.id().equals(id))
            .orElseThrow(() -> new IllegalArgumentException(id + " is not under way"));
    one.stop(clock.millis(), reason);
    store.change(by, change -> keep(change, one, "intervention-stop", Map.of("reason", reason)));
    weigh();
  }

  /// {@inheritDoc} Ends the one under way when somebody in it may no longer be touched.
  @Override
  public void accept(View view) {
    Optional<Live> one = live;
    if (one.isEmpty()) {
      return;
    }
    long now = clock.millis();
    Design design = one.get().design();
    if (isErased(view, one.get())) {
      one.get().stop(now, "data of a member was erased");
    } else if (eligible.of(view, design.members(), now).size() < design.members().size()) {
      one.get().stop(now, "a member is shielded, on a contract or shut out now");
    }
  }

  private static boolean isErased(View view, Live one) {
    return view.intervention(one.id())
        .filter(kept -> Sheet.of(kept).protocol().design().equals(one.design()))
        .isEmpty();
  }

  /// Weighs what is over, and keeps it. Called every few seconds.
  public synchronized void weigh() {
    if (live.isEmpty()) {
      return;
    }
    Live one = live.get();
    Trial trial = one.weigh(clock.millis());
    if (trial.pairs().size() > noted) {
      store.change(ACTOR, change -> note(change, one, trial));
      noted = trial.pairs().size();
    }
    if (!trial.goesOn()) {
      store.change(ACTOR, change -> finish(change, one, trial));
      live = Optional.empty();
    }
  }

  private void note(Change change, Live one, Trial trial) {
    for (int k = noted; k < trial.pairs().size(); k++) {
      Pair pair = trial.pairs().get(k);
      Map<String, Object> note = new TreeMap<>();
      note.put("pair", k);
      note.put("outside", List.of(pair.around().first(), pair.around().second()));
      pair.focal().ifPresent(f -> note.put("focal", List.of(f.first(), f.second())));
      pair.around().voided().ifPresent(why -> note.put("void", why));
      note.put("put_off", one.sheet().tally().touched());
      keep(change, one, "intervention-pair", note);
    }
  }

  private static void finish(Change change, Live one, Trial trial) {
    Map<String, Object> note = new TreeMap<>();
    note.put("log_e", trial.standing().logE());
    note.put("pairs", trial.pairs().size());
    one.sheet().protocol().seed().ifPresent(seed -> note.put("seed", seed.hex()));
    trial.stop().ifPresent(stop -> note.put("why", stop.why()));
    keep(change, one, "intervention-over", note);
  }

  /// Of one whose member was erased, the names are not written again.
  private static void keep(Change change, Live one, String action, Map<String, Object> note) {
    Sheet sheet = one.sheet();
    boolean over = sheet.protocol().seed().isPresent();
    Intervention kept = sheet.kept(one.id(), over);
    if (isErased(change.view(), one)) {
      String body = change.view().intervention(one.id()).orElse(kept).body();
      kept = new Intervention(kept.id(), kept.campaign(), over, body);
    }
    change.intervene(kept, action, note);
  }

  /// Not the same for any two designs, so that a seed that was revealed is never one to come.
  private Seed seed(String id, Design design) {
    return Seed.of(Hmac.of(secret, id + "\n" + design.text()));
  }
}
