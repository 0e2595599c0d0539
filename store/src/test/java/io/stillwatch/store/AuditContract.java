// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

// Long because every kind of entry and every table that an erasure touches is a case.

import static io.stillwatch.store.Cases.account;
import static io.stillwatch.store.Cases.campaign;
import static io.stillwatch.store.Cases.decision;
import static io.stillwatch.store.Cases.proposal;
import static io.stillwatch.store.Cases.protection;
import static io.stillwatch.store.Cases.review;
import static io.stillwatch.store.Cases.undo;
import static io.stillwatch.store.Cases.withdrawn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Decision;
import io.stillwatch.respond.Approval;
import io.stillwatch.respond.budget.Store.Kept;
import io.stillwatch.store.Verification.Broken;
import io.stillwatch.store.Verification.Whole;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the audit log must show, what erasure must leave, and whom tokens let in, on every
/// database.
abstract class AuditContract {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Instant now = NOON;
  private final InstantSource clock = () -> now;
  StoreConfig config;
  Store store;

  /// An empty place of its own.
  abstract StoreConfig place() throws Exception;

  /// Statements that let the owner of the database change the log all the same.
  abstract String[] unlock();

  @BeforeEach
  void open() throws Exception {
    config = place();
    store = Store.open(config, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void fill(int entries) {
    for (int i = 1; i <= entries; i++) {
      int n = i;
      store.change("ada", change -> change.decide(decision("d" + n, "acct-" + n % 3)));
    }
  }

  private Verification verify() {
    return store.audit().verify(Optional.empty());
  }

  @Test
  void everyChangeIsAnEntryOfItsActor() {
    store.change(
        "the ladder",
        change -> {
          change.decide(decision("d1", "acct-1"));
          change.undo(undo("d1", 20, "Account acct-1 is a school."));
          change.propose(proposal("p1", decision("d2", "acct-1"), decision("d3", "acct-2")), 20);
        });
    store.change("ada", change -> change.approve("p1", new Approval(List.of("ada"), "ok", 21)));
    store.change("ada", change -> change.close("p1", 22, "declined"));
    store.change("ada", change -> change.protect(protection("acct-1", 1, 100)));
    store.change("ada", change -> change.review(review("d1", "acct-1")));
    store.change("ada", change -> change.know(account("acct-1")));
    store.change("ada", c -> c.judge(5, List.of(campaign("sw-1", 5, "a", "b")), List.of()));
    store.change("ada", change -> change.note("export", "sw-1", Map.of("files", 3)));

    List<Entry> entries = store.audit().entries(0, 100);
    assertThat(entries)
        .extracting(Entry::action)
        .containsExactly(
            "decide", "undo", "propose", "approve", "close", "protect", "review", "account",
            "judge", "export");
    assertThat(entries).extracting(Entry::at).containsOnly(NOON.toEpochMilli());
    assertThat(entries.getFirst().actor()).isEqualTo("the ladder");
    assertThat(entries.getLast())
        .satisfies(
            last -> {
              assertThat(last.actor()).isEqualTo("ada");
              assertThat(last.subject()).isEqualTo("sw-1");
              assertThat(last.body()).isEqualTo("{\"files\":3}");
            });
    assertThat(store.audit().about("acct-1"))
        .extracting(Entry::action)
        .containsExactly("decide", "undo", "protect", "review", "account");
    assertThat(verify()).isEqualTo(new Whole(store.audit().head()));
  }

  @Test
  void noEntryNamesAnAccountOrWhatIsMadeOfItsName() {
    everyChangeIsAnEntryOfItsActor();

    assertThat(store.audit().entries(0, 100))
        .allSatisfy(
            entry ->
                assertThat(entry.subject() + entry.body())
                    .doesNotContain("acct-1", "acct-2", "\"d1\"", "\"d2\"", "\"p1\""));
  }

  /// Written down once more, from docs/keeping.md alone.
  @Test
  void theHashIsWhatThePageSays() throws Exception {
    store.change("ada", change -> change.note("export", "sw-1", Map.of("b", 1.0, "a", "ü")));

    Entry entry = store.audit().entries(0, 1).getFirst();
    assertThat(entry.body()).isEqualTo("{\"a\":\"ü\",\"b\":1}");
    String form =
        "{\"action\":\"export\",\"actor\":\"ada\",\"at\":1795348800000,"
            + "\"body\":\"{\\\"a\\\":\\\"ü\\\",\\\"b\\\":1}\",\"seq\":1,\"subject\":\"sw-1\"}";
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(new byte[32]);
    assertThat(entry.hash())
        .isEqualTo(HexFormat.of().formatHex(sha256.digest(form.getBytes(UTF_8))));
  }

  @Test
  void theDatabaseItselfRefusesToChangeTheLog() {
    fill(3);
    for (String sql :
        List.of(
            "update audit set actor = 'eve' where seq = 2",
            "delete from audit where seq = 3",
            "delete from audit")) {
      assertThatThrownBy(() -> Places.execute(config, sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
    assertThat(verify()).isEqualTo(new Whole(store.audit().head()));
  }

  @Test
  void aChangedEntryIsNamed() throws Exception {
    for (String column : List.of("actor", "action", "subject", "body", "hash")) {
      broken("update audit set " + column + " = 'x' where seq = 5", 5);
    }
    broken("update audit set at = at + 1 where seq = 5", 5);
  }

  @Test
  void aDeletedInsertedOrMovedEntryIsNamed() throws Exception {
    broken("delete from audit where seq = 5", 6);
    broken("delete from audit where seq = 1", 2);
    broken(
        "insert into audit select 0, at, actor, action, subject, body, hash from audit where seq = 2",
        0);
    broken(
        "insert into audit select 11, at, actor, action, subject, body, hash from audit where seq = 2",
        11);
    broken(
        "update audit set seq = case seq when 4 then -5 when 5 then -4 end where seq in (4, 5)",
        -5);
  }

  @Test
  void aMissingEndIsNoticedByTheHead() throws Exception {
    broken("delete from audit where seq > 7", 8);
  }

  private void broken(String sql, long seq) throws Exception {
    close();
    open();
    fill(10);
    Places.execute(config, unlock());
    Places.execute(config, sql);

    assertThat(verify())
        .as(sql)
        .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.seq()).isEqualTo(seq));
    assertThat(verify().sentence()).contains("entry " + seq);
  }

  @Test
  void aMissingEndIsNoticedByACheckpointEvenWhenTheHeadWasForged() throws Exception {
    fill(10);
    Checkpoint kept = Checkpoint.parse(store.audit().head().toString());
    String hash = store.audit().entries(6, 1).getFirst().hash();
    Places.execute(config, unlock());
    Places.execute(
        config,
        "delete from audit where seq > 7",
        "update audit_head set seq = 7, hash = '" + hash + "'");

    assertThat(verify()).isInstanceOf(Whole.class);
    assertThat(store.audit().verify(Optional.of(kept)))
        .isEqualTo(new Broken(8, "the checkpoint knows of 10 entries"));

    fill(20);
    assertThat(store.audit().verify(Optional.of(kept)))
        .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.seq()).isEqualTo(10));
  }

  @Test
  void aCheckpointOfALogThatGrewStillFits() {
    fill(4);
    Checkpoint kept = store.audit().head();
    fill(9);

    assertThat(store.audit().verify(Optional.of(kept))).isEqualTo(new Whole(store.audit().head()));
    assertThatThrownBy(() -> Checkpoint.parse("12")).hasMessageContaining("a colon");
    assertThatThrownBy(() -> Checkpoint.parse("1:ff")).hasMessageContaining("64 hex digits");
  }

  @Test
  void anErasedAccountIsNowhereAndTheChainStillFits() throws Exception {
    Decision first = decision("d-secret-1", "acct-1");
    store.change(
        "the ladder",
        change -> {
          change.decide(first);
          change.decide(decision("d-other-10", "acct-10"));
          change.undo(undo("d-secret-1", 20, "acct-1 proved itself."));
          change.propose(
              proposal("p-secret", decision("d-secret-2", "acct-1"), decision("d-o", "acct-10")),
              20);
          change.propose(proposal("p-secret-old", decision("d-secret-3", "acct-1")), 20);
          change.close("p-secret-old", 21, "no, acct-1 is a school");
          change.approve("p-secret", new Approval(List.of("ada"), "I know acct-1.", 30));
          change.protect(protection("acct-1", 1, 100));
          change.review(review("d-secret-1", "acct-1"));
          change.know(account("acct-1"));
          change.know(account("acct-10"));
          change.screened(new Screened("acct-1", 5, "paid", List.of(), "{\"x\":\"acct-1\"}"));
          change.judge(
              50, List.of(campaign("sw-1", 5, "acct-1", "acct-10")), List.of(withdrawn("acct-1")));
          String members = "{\"members\":[\"acct-1\",\"acct-10\"]}";
          change.intervene(
              new Intervention("iv-1", "sw-1", false, members), "intervention-begin", Map.of());
          change.tell(new Telling("t-1", "sw-1", 1, true, false, members), "tell", Map.of());
          change.suspect(new Suspicion("grouping-1", 1, false, members));
        });
    store.budgets().update("acct-1", text -> new Kept<>("1 2 3", true));
    store.texts().keep(List.of(new Sealed("r-1", "acct-1", 7, "sealed")));
    Checkpoint kept = store.audit().head();
    assertThat(store.audit().about("acct-1")).hasSize(6);

    Map<String, Integer> rows = store.erase("acct-1", "ada", "acct-1 asked for it");

    assertThat(rows)
        .containsEntry("accounts", 1)
        .containsEntry("signups", 1)
        .containsEntry("decisions", 1)
        .containsEntry("proposals", 2)
        .containsEntry("approvals", 1)
        .containsEntry("campaigns", 1)
        .containsEntry("interventions", 1)
        .containsEntry("tellings", 1)
        .containsEntry("suspicions", 1)
        .containsEntry("texts", 1)
        .containsEntry("versions", 1);
    assertThat(store.read(view -> view.intervention("iv-1")).orElseThrow().over()).isTrue();
    assertThat(everything())
        .isNotEmpty()
        .allSatisfy(
            text ->
                assertThat(text.replace("acct-10", ""))
                    .doesNotContain("acct-1", "d-secret", "p-secret"));
    assertThat(store.audit().about("acct-1")).isEmpty();
    assertThat(store.audit().about("acct-10")).hasSize(2);
    assertThat(store.read(View::proposals).getLast().closing().orElseThrow().outcome())
        .startsWith("no, erased-");
    assertThat(store.audit().verify(Optional.of(kept))).isEqualTo(new Whole(store.audit().head()));

    Decision renamed = store.read(View::decisions).getFirst();
    assertThat(renamed.account()).startsWith("erased-");
    assertThat(renamed.grounds().facts()).isEmpty();
    assertThat(renamed.undone()).isPresent();
    assertThat(store.read(View::reviews).getFirst().decision()).isEqualTo(renamed.id());
    Asked asked = store.read(View::openProposals).getFirst();
    assertThat(asked.proposal().decisions().getFirst().account()).isEqualTo(renamed.account());
    assertThat(asked.approvals().getFirst().reason()).contains(renamed.account());
    assertThat(store.read(View::accounts)).containsExactly(account("acct-10"));
    assertThat(store.read(View::campaigns).getFirst().members())
        .extracting(io.stillwatch.model.Member::account)
        .containsExactly(renamed.account(), "acct-10");
  }

  @Test
  void anAccountThatSentencesAboutOthersMentionIsErasedFromThemToo() throws Exception {
    store.change(
        "ada",
        change -> {
          change.know(account("acct-1"));
          change.decide(decision("d1", "acct-10"));
          change.undo(undo("d1", 20, "Paid by acct-1, see (acct-1)."));
          change.note("export", "sw-1", Map.of("reason", "for acct-1"));
        });
    String reference = store.audit().about("acct-1").getFirst().subject();
    assertThat(store.audit().entries(2, 2))
        .allSatisfy(entry -> assertThat(entry.body()).contains(reference));

    store.erase("acct-1", "ada", "asked");

    assertThat(everything())
        .allSatisfy(text -> assertThat(text.replace("acct-10", "")).doesNotContain("acct-1"));
    assertThat(store.read(View::decisions).getFirst().undone().orElseThrow().why())
        .matches("Paid by erased-\\w+, see \\(erased-\\w+\\)\\.");
  }

  @Test
  void whoComesBackAfterErasureIsAStranger() {
    store.change("ada", change -> change.know(account("acct-1")));
    String before = store.audit().about("acct-1").getFirst().subject();
    store.erase("acct-1", "ada", "asked");
    store.change("ada", change -> change.know(account("acct-1")));

    assertThat(store.audit().about("acct-1"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.subject()).isNotEqualTo(before));
  }

  @Test
  void aTokenLetsInUntilItEnds() {
    Tokens tokens = store.tokens();
    Instant end = NOON.plus(Duration.ofDays(30));
    var fresh = tokens.create("ada", "gateway 1", Role.OPERATOR, end);

    Token found = tokens.find(fresh.secret()).orElseThrow();
    assertThat(found.name()).isEqualTo("gateway 1");
    assertThat(found.role()).isEqualTo(Role.OPERATOR);
    assertThat(found.lastUsedDay()).isEmpty();
    assertThat(tokens.list().getFirst().lastUsedDay())
        .hasValue(Instant.parse("2026-11-22T00:00:00Z").toEpochMilli());
    assertThat(fresh.toString()).doesNotContain(fresh.secret());

    now = end.minusMillis(1);
    assertThat(tokens.find(fresh.secret())).isPresent();
    now = end;
    assertThat(tokens.find(fresh.secret())).isEmpty();
  }

  @Test
  void aWrongOrRevokedSecretLetsNobodyIn() throws Exception {
    Tokens tokens = store.tokens();
    var fresh = tokens.create("ada", "x", Role.VIEWER, NOON.plusSeconds(60));
    String secret = fresh.secret();
    String other = secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? "1" : "0");

    for (String wrong :
        List.of("", "_", "sw__", other, "sw_" + fresh.token().id() + "_", "x" + secret)) {
      assertThat(tokens.find(wrong)).as(wrong).isEmpty();
    }
    assertThat(everything()).noneMatch(text -> text.contains(secret.substring(20)));

    tokens.revoke("ada", fresh.token().id());
    assertThat(tokens.find(secret)).isEmpty();
    assertThat(tokens.list().getFirst().revokedAt()).hasValue(NOON.toEpochMilli());
    assertThatThrownBy(() -> tokens.revoke("ada", fresh.token().id()))
        .hasMessageContaining("no token");
    assertThat(store.audit().entries(0, 9))
        .extracting(Entry::action)
        .containsExactly("token-create", "token-revoke");
  }

  /// Every value of every table of ours.
  private List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = Places.connect(config)) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
        while (found.next()) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).contains("decisions", "audit", "salts", "tokens", "signups");
      for (String table : tables) {
        try (var statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from " + table)) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              all.add(String.valueOf(rows.getString(i)));
            }
          }
        }
      }
    }
    return all;
  }
}
