// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

// Long because it is the list of all that may change, and each has to say so in the audit log.

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Approval;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Proposal;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One transaction: what changes, and the entries of the audit log that say so. Doing the same
/// again changes nothing and adds no entry, so that a round may be played twice.
public final class Change {
  private final Handle handle;
  private final Chain chain;
  private final String actor;

  Change(Handle handle, Chain chain, String actor) {
    this.handle = handle;
    this.chain = chain;
    this.actor = actor;
  }

  /// What is kept, as this change left it so far. Nobody else changes it meanwhile.
  public View view() {
    return new View(handle);
  }

  /// All that a round of the ladder decided.
  ///
  /// @param at event time of the round, milliseconds since 1970 UTC
  public void play(Outcome outcome, long at) {
    outcome.live().forEach(this::decide);
    outcome.shadow().forEach(this::decide);
    outcome.undone().forEach(this::undo);
    outcome.proposals().forEach(proposal -> propose(proposal, at));
  }

  public void decide(Decision decision) {
    int made =
        handle
            .createUpdate(
                """
                insert into decisions (id, number, account, ends, undone_at, body)
                values (:id, (select coalesce(max(number), 0) + 1 from decisions),
                  :account, :ends, :undone, :body)
                on conflict do nothing
                """)
            .bind("id", decision.id())
            .bind("account", decision.account())
            .bind("ends", decision.term().until())
            .bind("undone", undoneAt(decision))
            .bind("body", Json.write(decision))
            .execute();
    if (made == 1) {
      noteAbout(decision.account(), "decide", decision, decision.id());
    }
  }

  /// Ends a decision.
  ///
  /// @throws IllegalArgumentException when it is not kept
  public void undo(Undo undo) {
    Decision decision = known(undo.decision());
    if (decision.undone().equals(Optional.of(undo))) {
      return;
    }
    Decision ended = decision.endedBy(undo);
    handle
        .createUpdate("update decisions set undone_at = :undone, body = :body where id = :id")
        .bind("undone", undo.at())
        .bind("body", Json.write(ended))
        .bind("id", undo.decision())
        .execute();
    noteAbout(decision.account(), "undo", undo, undo.decision(), undo.replacedBy());
  }

  public void protect(Protection protection) {
    if (view().protectionsOf(protection.account()).contains(protection)) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into protections (number, account, ends, body)
            values ((select coalesce(max(number), 0) + 1 from protections), :account, :ends, :body)
            """)
        .bind("account", protection.account())
        .bind("ends", protection.until())
        .bind("body", Json.write(protection))
        .execute();
    noteAbout(protection.account(), "protect", protection);
  }

  /// @throws IllegalArgumentException when the decision is not kept
  public void review(Review review) {
    Decision decision = known(review.decision());
    if (view().reviewsOf(review.decision()).contains(review)) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into reviews (number, decision, body)
            values ((select coalesce(max(number), 0) + 1 from reviews), :decision, :body)
            """)
        .bind("decision", review.decision())
        .bind("body", Json.write(review))
        .execute();
    noteAbout(decision.account(), "review", review, review.decision());
  }

  /// What the operator knows of an account; replaces what was known.
  public void know(Account account) {
    if (view().account(account.id()).equals(Optional.of(account))) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into accounts (id, body) values (:id, :body)
            on conflict (id) do update set body = excluded.body
            """)
        .bind("id", account.id())
        .bind("body", Json.write(account))
        .execute();
    noteAbout(account.id(), "account", account);
  }

  /// Puts a proposal to people. One that is open already stays as it is, with its approvals; one
  /// that was closed is opened again, without them.
  ///
  /// @param at event time, milliseconds since 1970 UTC
  public void propose(Proposal proposal, long at) {
    if (view().proposal(proposal.id()).filter(Asked::open).isPresent()) {
      return;
    }
    handle.execute("delete from approvals where proposal = ?", proposal.id());
    handle
        .createUpdate(
            """
            insert into proposals (id, number, proposed_at, body)
            values (:id, (select coalesce(max(number), 0) + 1 from proposals), :at, :body)
            on conflict (id) do update set proposed_at = excluded.proposed_at, body = excluded.body,
              closed_at = null, closed_by = null, outcome = null
            """)
        .bind("id", proposal.id())
        .bind("at", at)
        .bind("body", Json.write(proposal))
        .execute();
    noteProposal("propose", proposal, proposal);
  }

  /// @throws IllegalArgumentException when no such proposal is open
  public void approve(String proposal, Approval approval) {
    Asked asked = open(proposal);
    if (asked.approvals().contains(approval)) {
      return;
    }
    handle
        .createUpdate(
            "insert into approvals (proposal, number, body) values (:proposal, :number, :body)")
        .bind("proposal", proposal)
        .bind("number", asked.approvals().size() + 1)
        .bind("body", Json.write(approval))
        .execute();
    noteProposal("approve", asked.proposal(), approval);
  }

  /// Ends a proposal.
  ///
  /// @param at event time, milliseconds since 1970 UTC
  /// @param outcome in plain words, such as `allowed` or `declined`
  /// @throws IllegalArgumentException when no such proposal is open
  public void close(String proposal, long at, String outcome) {
    Asked asked = open(proposal);
    var closing = new Asked.Closing(at, actor, outcome);
    handle.execute(
        "update proposals set closed_at = ?, closed_by = ?, outcome = ? where id = ?",
        at,
        actor,
        outcome,
        proposal);
    noteProposal("close", asked.proposal(), closing);
  }

  /// What the newest judgement says; replaces all that the one before said.
  ///
  /// @param at event time of the judgement, milliseconds since 1970 UTC
  /// @param withdrawn all accounts that were accused once and are not now
  public void judge(long at, List<Campaign> campaigns, List<Finding.Withdrawn> withdrawn) {
    new Judgement(handle).replace(at, campaigns, withdrawn);
    var verdicts = new TreeMap<String, String>();
    campaigns.forEach(campaign -> verdicts.put(campaign.id(), campaign.verdict().word()));
    note(
        "judge",
        "campaigns",
        Map.of("at", at, "verdicts", verdicts, "withdrawn", withdrawn.size()));
  }

  /// Keeps what the numbers of the newest judgement's groups were computed from; of a group that it
  /// names and that is not here, nothing is kept any longer. No entry says so: the judgement has
  /// one.
  public void work(List<Worked> groups) {
    handle.execute("delete from workings where campaign in (select id from campaigns)");
    for (Worked one : groups) {
      handle.execute(
          """
          insert into workings (campaign, at, body) values (?, ?, ?)
          on conflict (campaign) do update set at = excluded.at, body = excluded.body
          """,
          one.campaign().id(),
          one.at(),
          Json.write(one));
    }
  }

  /// Forgets what numbers of judgements before a time were computed from.
  ///
  /// @param before event time, milliseconds since 1970 UTC
  public void forgetWorkings(long before) {
    handle.execute("delete from workings where at < ?", before);
  }

  /// Keeps a signup; replaces an earlier one of the account.
  public void screened(Screened signup) {
    handle
        .createUpdate(
            """
            insert into signups (account, at, tier, reasons, body)
            values (:account, :at, :tier, :reasons, :body)
            on conflict (account) do update set at = excluded.at, tier = excluded.tier,
              reasons = excluded.reasons, body = excluded.body
            """)
        .bind("account", signup.account())
        .bind("at", signup.at())
        .bind("tier", signup.tier())
        .bind("reasons", Json.write(signup.reasons()))
        .bind("body", signup.signup())
        .execute();
    noteAbout(
        signup.account(),
        "screen",
        Map.of("at", signup.at(), "tier", signup.tier(), "reasons", signup.reasons()));
  }

  /// Keeps how far an experiment has come; replaces what was kept of it.
  ///
  /// @param action what happened, such as `intervention-begin`
  /// @param note what the audit log says of it; no account
  public void intervene(Intervention one, String action, Map<String, ?> note) {
    handle
        .createUpdate(
            """
            insert into interventions (id, number, campaign, over, body)
            values (:id, (select coalesce(max(number), 0) + 1 from interventions),
              :campaign, :over, :body)
            on conflict (id) do update set over = excluded.over, body = excluded.body
            """)
        .bind("id", one.id())
        .bind("campaign", one.campaign())
        .bind("over", one.over() ? 1L : 0L)
        .bind("body", one.body())
        .execute();
    note(action, one.id(), note);
  }

  /// Keeps what peers are to know; replaces what was kept of it.
  ///
  /// @param action what happened, such as `tell`
  /// @param note what the audit log says of it; no account
  public void tell(Telling one, String action, Map<String, ?> note) {
    handle
        .createUpdate(
            """
            insert into tellings (id, number, subject, version, sent, ended, body)
            values (:id, (select coalesce(max(number), 0) + 1 from tellings),
              :subject, :version, :sent, :ended, :body)
            on conflict (id) do update set version = excluded.version, sent = excluded.sent,
              ended = excluded.ended, body = excluded.body
            """)
        .bind("id", one.id())
        .bind("subject", one.subject())
        .bind("version", one.version())
        .bind("sent", one.sent() ? 1L : 0L)
        .bind("ended", one.ended() ? 1L : 0L)
        .bind("body", one.body())
        .execute();
    note(action, one.id(), note);
  }

  /// Keeps what came of a suspicion; replaces what was kept of it.
  public void suspect(Suspicion one) {
    handle
        .createUpdate(
            """
            insert into suspicions (id, number, over, body) values (:id, :number, :over, :body)
            on conflict (id) do update set over = excluded.over, body = excluded.body
            """)
        .bind("id", one.id())
        .bind("number", one.number())
        .bind("over", one.over() ? 1L : 0L)
        .bind("body", one.body())
        .execute();
  }

  /// A peer says what it measured; what it said before gives way, unless it is newer.
  ///
  /// @param at when it said so, milliseconds since 1970 UTC
  /// @param log10E decimal logarithm of the e-value
  public void peerNumber(String suspicion, String peer, long at, double log10E) {
    handle.execute(
        """
        insert into peer_numbers (suspicion, peer, at, log10e) values (?, ?, ?, ?)
        on conflict (suspicion, peer) do update set at = excluded.at, log10e = excluded.log10e
        where excluded.at >= peer_numbers.at
        """,
        suspicion,
        peer,
        at,
        log10E);
  }

  /// Forgets what peers said before a time of what concerns nobody here.
  public void forgetPeerNumbers(long before) {
    handle.execute(
        "delete from peer_numbers where at < ? and suspicion not in (select id from suspicions)",
        before);
  }

  /// A version has left. Should there be a newer one by now, that has yet to.
  public void sent(Telling one) {
    handle.execute(
        "update tellings set sent = 1 where id = ? and version = ?", one.id(), one.version());
  }

  /// Keeps a number by its name. No entry says so: it is a bookmark.
  public void progress(String name, long value) {
    handle.execute(
        """
        insert into progress (name, value) values (?, ?)
        on conflict (name) do update set value = excluded.value
        """,
        name,
        value);
  }

  /// Forgets versions of groups before a time, but for the newest of each.
  ///
  /// @param before event time, milliseconds since 1970 UTC
  public void forgetVersions(long before) {
    handle.execute(
        """
        delete from versions where at < ? and at < (
          select max(newer.at) from versions newer where newer.campaign = versions.campaign)
        """,
        before);
  }

  /// An entry about something that is no account, such as a change of policy or an export.
  ///
  /// @param body anything that has a form in JSON; no account, no words of prompts
  public void note(String action, String subject, Map<String, ?> body) {
    add(action, subject, body, Map.of());
  }

  /// An entry about an account, such as a view of its evidence. The log holds a reference in the
  /// place of its id, which [Store#erase] makes meaningless.
  ///
  /// @param body anything that has a form in JSON
  /// @param ids ids in the body that tell of the account, such as those of its decisions
  public void noteAbout(String account, String action, Object body, String... ids) {
    String salt = Salts.of(handle, account);
    String reference = Salts.reference(salt, account);
    Map<String, String> references = new TreeMap<>(Map.of(account, reference));
    for (String id : ids) {
      if (!id.isEmpty()) {
        references.put(id, Salts.reference(salt, id));
      }
    }
    add(action, reference, body, references);
  }

  Handle handle() {
    return handle;
  }

  /// The id of a proposal is made of its accounts, so it stands under the salt of the first.
  private void noteProposal(String action, Proposal proposal, Object body) {
    Map<String, String> references = new TreeMap<>();
    for (Decision decision : proposal.decisions()) {
      String salt = Salts.of(handle, decision.account());
      references.put(decision.account(), Salts.reference(salt, decision.account()));
      references.put(decision.id(), Salts.reference(salt, decision.id()));
    }
    String first =
        new TreeSet<>(proposal.decisions().stream().map(Decision::account).toList()).getFirst();
    String reference = Salts.reference(Salts.of(handle, first), proposal.id());
    references.put(proposal.id(), reference);
    add(action, reference, body, references);
  }

  /// Other accounts that a sentence mentions get their references too.
  private void add(String action, String subject, Object body, Map<String, String> references) {
    JsonNode plain = Json.tree(body);
    Map<String, String> all = new TreeMap<>(Salts.references(handle, Names.words(plain)));
    all.putAll(references);
    chain.add(action, subject, new Names(all).in(plain));
  }

  private Decision known(String decision) {
    return view()
        .decision(decision)
        .orElseThrow(() -> new IllegalArgumentException("there is no decision " + decision));
  }

  private Asked open(String proposal) {
    Optional<Asked> asked = view().proposal(proposal);
    that(asked.isPresent(), "there is no proposal " + proposal);
    that(asked.get().open(), "proposal " + proposal + " is closed");
    return asked.get();
  }

  private static @Nullable Long undoneAt(Decision decision) {
    return decision.undone().map(Undo::at).orElse(null);
  }
}
