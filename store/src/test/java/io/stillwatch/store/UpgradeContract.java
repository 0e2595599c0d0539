// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.Cases.decision;
import static io.stillwatch.store.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Decision;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// A database that an older program made is brought to the newest form, and one of a newer program
/// is left alone.
abstract class UpgradeContract {
  private static final String ONE_ENTRY =
      "insert into audit (seq, at, actor, action, subject, body, hash) values (1, 5, 'ada', 'note', 'x', '{}', '%s')";

  /// An empty place of its own.
  abstract StoreConfig place() throws Exception;

  abstract String kind();

  @Test
  void aDatabaseOfTheFirstFormIsUpgradedWithWhatIsInIt() throws Exception {
    StoreConfig config = place();
    firstForm(config);
    Decision old = decision("d1", "acct-1");
    var entry = new Entry(1, 5, "ada", "note", "x", "{}", "");
    String hash = entry.expected(Checkpoint.NOTHING.hash());
    try (Connection connection = Places.connect(config);
        var insert =
            connection.prepareStatement(
                "insert into decisions (id, number, account, ends, body) values ('d1', 1, 'acct-1', 1000, ?)")) {
      insert.setString(1, Json.write(old));
      insert.execute();
    }
    Places.execute(
        config,
        ONE_ENTRY.formatted(hash),
        "update audit_head set seq = 1, hash = '" + hash + "'",
        "insert into progress (name, value) values ('round', 7)");

    for (int restart = 1; restart <= 2; restart++) {
      Decision next = decision("next" + restart, "acct-1");
      try (Store store = Store.open(config, NOON)) {
        store.change("the ladder", change -> change.decide(next));
        List<Decision> kept = store.read(view -> view.decisionsOf("acct-1"));
        assertThat(kept).startsWith(old).endsWith(next).hasSize(1 + restart);
        assertThat(store.read(view -> view.progress("round")).orElseThrow()).isEqualTo(7);
        assertThat(store.audit().verify(Optional.of(new Checkpoint(1, hash))))
            .isEqualTo(new Verification.Whole(store.audit().head()));
        assertThat(store.audit().head().seq()).isEqualTo(1 + restart);
      }
    }
    assertThatThrownBy(() -> Places.execute(config, "delete from audit"))
        .hasMessageContaining("append-only");
  }

  @Test
  void aDatabaseOfANewerProgramIsLeftAlone() throws Exception {
    StoreConfig config = place();
    Store.open(config, NOON).close();
    Places.execute(
        config,
        "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
            + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)");

    assertThatThrownBy(() -> Store.open(config, NOON))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("run the version that made it");
  }

  private void firstForm(StoreConfig config) throws Exception {
    String url = "jdbc:sqlite:";
    String user = "";
    switch (config) {
      case StoreConfig.Embedded file -> {
        file.folder().toFile().mkdirs();
        url += file.file();
      }
      case StoreConfig.Server server -> {
        url = server.url();
        user = server.user();
      }
    }
    String folder = "classpath:io/stillwatch/store/db/";
    Flyway.configure()
        .dataSource(url, user, "")
        .loggers("slf4j")
        .locations(folder + "common", folder + kind())
        .target("1")
        .load()
        .migrate();
  }
}
