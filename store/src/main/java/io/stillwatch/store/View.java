// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

// Long because it is the list of all that may be asked, and every question is a few lines.

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Approval;
import io.stillwatch.respond.Proposal;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.store.Appearance.Version;
import io.stillwatch.store.Asked.Closing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// One consistent look at what is kept. Good only within the call that gave it.
public final class View {
  private static final int CHUNK = 500;

  private final Handle handle;

  View(Handle handle) {
    this.handle = handle;
  }

  /// All decisions, ended ones included, in the order in which they were taken.
  public List<Decision> decisions() {
    return bodies("select body from decisions order by number", Map.of(), Decision.class);
  }

  /// Decisions that are or may still come into force ([Decision#lasts]), of both modes.
  ///
  /// @param now event time, milliseconds since 1970 UTC
  public List<Decision> lasting(long now) {
    return bodies(
        """
        select body from decisions
        where ends > :now and (undone_at is null or undone_at > :now) order by number
        """,
        Map.of("now", now),
        Decision.class);
  }

  /// All decisions about an account, the oldest first.
  public List<Decision> decisionsOf(String account) {
    return bodies(
        "select body from decisions where account = :account order by number",
        Map.of("account", account),
        Decision.class);
  }

  /// Decisions that have not ended, or ended after a time, in the order in which they were taken;
  /// and those about some accounts that ended after another.
  ///
  /// @param since event time, milliseconds since 1970 UTC
  /// @param sinceOfThese the same for these accounts, not later
  public List<Decision> endedAfter(long since, long sinceOfThese, Collection<String> accounts) {
    var rows = new TreeMap<Long, Decision>();
    ended("", since, List.of(), rows);
    for (List<String> some : chunks(accounts)) {
      ended("account in (<accounts>) and", sinceOfThese, some, rows);
    }
    return List.copyOf(rows.values());
  }

  private void ended(String which, long since, List<String> accounts, Map<Long, Decision> into) {
    Query query =
        handle
            .createQuery(
                """
                select number, body from decisions
                where %s ends > :since and (undone_at is null or undone_at > :since)
                """
                    .formatted(which))
            .bind("since", since);
    (accounts.isEmpty() ? query : query.bindList("accounts", accounts))
        .map((row, context) -> Map.entry(row.getLong("number"), body(row, Decision.class)))
        .forEach(row -> into.put(row.getKey(), row.getValue()));
  }

  /// As many as a statement may name.
  private static List<List<String>> chunks(Collection<String> all) {
    var list = List.copyOf(all);
    var chunks = new ArrayList<List<String>>();
    for (int i = 0; i < list.size(); i += CHUNK) {
      chunks.add(list.subList(i, Math.min(list.size(), i + CHUNK)));
    }
    return chunks;
  }

  /// Decisions page by page, the newest first.
  ///
  /// @param before what the page before said comes next; [Long#MAX_VALUE] for the first
  public Page<Decision> decisions(long before, int atMost) {
    record Row(long number, Decision decision) {}
    List<Row> rows =
        handle
            .createQuery(
                """
                select number, body from decisions
                where number < :before order by number desc limit :limit
                """)
            .bind("before", before)
            .bind("limit", atMost)
            .map((row, context) -> new Row(row.getLong("number"), body(row, Decision.class)))
            .list();
    OptionalLong next =
        rows.size() < atMost ? OptionalLong.empty() : OptionalLong.of(rows.getLast().number());
    return new Page<>(rows.stream().map(Row::decision).toList(), next);
  }

  public Optional<Decision> decision(String id) {
    return one("select body from decisions where id = :id", id, Decision.class);
  }

  /// All protections, ended ones included, in the order in which they were given.
  public List<Protection> protections() {
    return bodies("select body from protections order by number", Map.of(), Protection.class);
  }

  /// Protections that have not ended.
  ///
  /// @param now event time, milliseconds since 1970 UTC
  public List<Protection> protections(long now) {
    return bodies(
        "select body from protections where ends > :now order by number",
        Map.of("now", now),
        Protection.class);
  }

  /// All protections of an account, ended ones included.
  public List<Protection> protectionsOf(String account) {
    return bodies(
        "select body from protections where account = :account order by number",
        Map.of("account", account),
        Protection.class);
  }

  /// All reviews of a decision.
  public List<Review> reviewsOf(String decision) {
    return bodies(
        "select body from reviews where decision = :decision order by number",
        Map.of("decision", decision),
        Review.class);
  }

  /// All reviews, in the order in which they were written.
  public List<Review> reviews() {
    return bodies("select body from reviews order by number", Map.of(), Review.class);
  }

  /// What the operator said of accounts, by id.
  public List<Account> accounts() {
    return bodies("select body from accounts order by id", Map.of(), Account.class);
  }

  /// The same of some accounts; those of which nothing was said are left out.
  public List<Account> accountsOf(Collection<String> ids) {
    var found = new ArrayList<Account>();
    for (List<String> some : chunks(ids)) {
      handle
          .createQuery("select body from accounts where id in (<ids>)")
          .bindList("ids", some)
          .map((row, context) -> body(row, Account.class))
          .forEach(found::add);
    }
    return found;
  }

  public Optional<Account> account(String id) {
    return one("select body from accounts where id = :id", id, Account.class);
  }

  /// All proposals, closed ones included, in the order in which they were first made.
  public List<Asked> proposals() {
    return asked("select * from proposals order by number", Map.of());
  }

  /// Those that still wait.
  public List<Asked> openProposals() {
    return asked("select * from proposals where closed_at is null order by number", Map.of());
  }

  public Optional<Asked> proposal(String id) {
    return asked("select * from proposals where id = :id", Map.of("id", id)).stream().findFirst();
  }

  /// What the newest judgement said, in its order.
  public List<Campaign> campaigns() {
    return bodies("select body from campaigns order by number", Map.of(), Campaign.class);
  }

  /// A group of the newest judgement.
  public Optional<Campaign> campaign(String id) {
    return one("select body from campaigns where id = :id", id, Campaign.class);
  }

  /// A group of any judgement, over time.
  public Optional<Appearance> appearance(String campaign) {
    return handle
        .createQuery("select * from appearances where campaign = :campaign")
        .bind("campaign", campaign)
        .map(
            (row, context) ->
                new Appearance(
                    campaign,
                    row.getLong("first_seen"),
                    row.getLong("last_seen"),
                    versions(campaign)))
        .findOne();
  }

  /// What was said of a group at a time, or last before it.
  public Optional<Campaign> campaignAt(String id, long at) {
    return bodies(
            """
            select body from versions where campaign = :id and at <= :at order by at desc limit 1
            """,
            Map.of("id", id, "at", at),
            Campaign.class)
        .stream()
        .findFirst();
  }

  /// What the numbers of a group were computed from, in the newest judgement that named it.
  public Optional<Worked> worked(String campaign) {
    return one("select body from workings where campaign = :id", campaign, Worked.class);
  }

  /// Accounts that an earlier judgement accused and the newest does not, by id.
  public List<Finding.Withdrawn> withdrawn() {
    return handle
        .createQuery("select * from withdrawn order by account")
        .map(
            (row, context) ->
                new Finding.Withdrawn(
                    row.getLong("withdrawn"),
                    0,
                    row.getString("account"),
                    row.getString("campaign"),
                    row.getLong("named"),
                    row.getLong("withdrawn")))
        .list();
  }

  /// The newest signup of an account.
  public Optional<Screened> signup(String account) {
    return handle
        .createQuery("select * from signups where account = :account")
        .bind("account", account)
        .map((row, context) -> screened(row))
        .findOne();
  }

  /// All experiments, in the order in which they began.
  public List<Intervention> interventions() {
    return handle
        .createQuery("select * from interventions order by number")
        .map((row, context) -> intervention(row))
        .list();
  }

  public Optional<Intervention> intervention(String id) {
    return handle
        .createQuery("select * from interventions where id = :id")
        .bind("id", id)
        .map((row, context) -> intervention(row))
        .findOne();
  }

  /// What peers are to know, the newest first.
  ///
  /// @param most so many
  public List<Telling> tellings(int most) {
    return tellings("order by number desc limit :most", Map.of("most", most));
  }

  /// What was told and not taken back, in the order in which it was first told.
  public List<Telling> standingTellings() {
    return tellings("where ended = 0 order by number", Map.of());
  }

  /// What has yet to leave, in the order in which it was first told.
  ///
  /// @param most so many
  public List<Telling> unsentTellings(int most) {
    return tellings("where sent = 0 order by number limit :most", Map.of("most", most));
  }

  public Optional<Telling> telling(String id) {
    return tellings("where id = :id", Map.of("id", id)).stream().findFirst();
  }

  /// All that was ever told of a subject, in the order in which it was first told.
  public List<Telling> tellingsOf(String subject) {
    return tellings("where subject = :subject order by number", Map.of("subject", subject));
  }

  /// What somebody in the coalition suspects, in the order in which it came up.
  public List<Suspicion> suspicions() {
    return handle
        .createQuery("select * from suspicions order by number")
        .map((row, context) -> suspicion(row))
        .list();
  }

  /// What peers measured of a suspicion, by peer.
  public Map<String, Double> peerNumbers(String suspicion) {
    var numbers = new TreeMap<String, Double>();
    handle
        .createQuery("select peer, log10e from peer_numbers where suspicion = :suspicion")
        .bind("suspicion", suspicion)
        .map((row, context) -> Map.entry(row.getString("peer"), row.getDouble("log10e")))
        .forEach(one -> numbers.put(one.getKey(), one.getValue()));
    return numbers;
  }

  private List<Telling> tellings(String which, Map<String, Object> bound) {
    return handle
        .createQuery("select * from tellings " + which)
        .bindMap(bound)
        .map((row, context) -> telling(row))
        .list();
  }

  /// A number that was kept by its name, such as the event time of the last round.
  public OptionalLong progress(String name) {
    return handle
        .createQuery("select value from progress where name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private List<Version> versions(String campaign) {
    return handle
        .createQuery("select at, body from versions where campaign = :campaign order by at")
        .bind("campaign", campaign)
        .map((row, context) -> new Version(row.getLong("at"), body(row, Campaign.class)))
        .list();
  }

  private List<Asked> asked(String sql, Map<String, Object> bound) {
    return handle
        .createQuery(sql)
        .bindMap(bound)
        .map(
            (row, context) ->
                new Asked(
                    body(row, Proposal.class),
                    row.getLong("proposed_at"),
                    approvals(row.getString("id")),
                    closing(row)))
        .list();
  }

  private List<Approval> approvals(String proposal) {
    return bodies(
        "select body from approvals where proposal = :proposal order by number",
        Map.of("proposal", proposal),
        Approval.class);
  }

  private static Optional<Closing> closing(ResultSet row) throws SQLException {
    long at = row.getLong("closed_at");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Closing(at, row.getString("closed_by"), row.getString("outcome")));
  }

  private static Intervention intervention(ResultSet row) throws SQLException {
    return new Intervention(
        row.getString("id"),
        row.getString("campaign"),
        row.getLong("over") != 0,
        row.getString("body"));
  }

  private static Suspicion suspicion(ResultSet row) throws SQLException {
    return new Suspicion(
        row.getString("id"),
        row.getLong("number"),
        row.getLong("over") != 0,
        row.getString("body"));
  }

  private static Telling telling(ResultSet row) throws SQLException {
    return new Telling(
        row.getString("id"),
        row.getString("subject"),
        row.getInt("version"),
        row.getLong("sent") != 0,
        row.getLong("ended") != 0,
        row.getString("body"));
  }

  private static Screened screened(ResultSet row) throws SQLException {
    return new Screened(
        row.getString("account"),
        row.getLong("at"),
        row.getString("tier"),
        List.of(Json.read(row.getString("reasons"), String[].class)),
        row.getString("body"));
  }

  private <T> List<T> bodies(String sql, Map<String, Object> bound, Class<T> type) {
    return handle.createQuery(sql).bindMap(bound).map((row, context) -> body(row, type)).list();
  }

  private <T> Optional<T> one(String sql, String id, Class<T> type) {
    return bodies(sql, Map.of("id", id), type).stream().findFirst();
  }

  private static <T> T body(ResultSet row, Class<T> type) throws SQLException {
    return Json.read(row.getString("body"), type);
  }
}
