// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.Cases.decision;
import static io.stillwatch.store.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.respond.budget.Store.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Two stores on one database, each with many threads.
abstract class ReplicaContract {
  /// An empty place of its own.
  abstract StoreConfig place() throws Exception;

  @Test
  void twoReplicasNeverForkTheChain() throws Exception {
    StoreConfig config = place();
    int threadsEach = 8;
    int each = 10;
    try (Store store = Store.open(config, NOON);
        Store other = Store.open(config, NOON);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int t = 0; t < threadsEach; t++) {
        work.add(() -> decideMany(store, each));
        work.add(() -> decideMany(other, each));
      }
      for (Future<Boolean> one : threads.invokeAll(work)) {
        one.get();
      }
      long all = 2L * threadsEach * each;
      assertThat(other.audit().head().seq()).isEqualTo(all);
      List<Decision> decisions = other.read(View::decisions);
      assertThat(decisions).hasSize((int) all);
      assertThat(store.read(view -> view.progress("count")).orElseThrow()).isEqualTo(all);
      assertThat(store.audit().verify(Optional.empty()))
          .isEqualTo(new Verification.Whole(other.audit().head()));
    }
  }

  @Test
  void whoLogsInAtOneReplicaIsKnownAtTheOther() throws Exception {
    StoreConfig config = place();
    long now = NOON.millis();
    var ada = new Logins.Login("ada", Role.OPERATOR, now + 1);
    try (Store store = Store.open(config, NOON);
        Store other = Store.open(config, NOON)) {
      store.logins().begin("secret", ada);
      store.logins().begin("over", new Logins.Login("bob", Role.ADMIN, now));
      assertThat(other.logins().find("secret")).hasValue(ada);
      assertThat(other.logins().find("Secret")).isEmpty();
      assertThat(other.logins().find("over")).isEmpty();
      other.logins().end("secret");
      assertThat(store.logins().find("secret")).isEmpty();
      store.logins().begin("again", ada);
      assertThat(other.logins().find("again")).hasValue(ada);
    }
  }

  @Test
  void replicasShareABudget() throws Exception {
    StoreConfig config = place();
    int threadsEach = 4;
    int each = 25;
    try (Store store = Store.open(config, NOON);
        Store other = Store.open(config, NOON);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int t = 0; t < threadsEach; t++) {
        work.add(() -> count(store, each));
        work.add(() -> count(other, each));
      }
      for (Future<Boolean> one : threads.invokeAll(work)) {
        one.get();
      }
      String seen = other.budgets().update("a", text -> new Kept<>("", text.orElseThrow()));
      assertThat(seen).isEqualTo(Integer.toString(2 * threadsEach * each));
      boolean empty = store.budgets().update("a", text -> new Kept<>("x", text.isEmpty()));
      assertThat(empty).isTrue();
    }
  }

  private static boolean count(Store store, int times) {
    for (int i = 0; i < times; i++) {
      store
          .budgets()
          .update(
              "a",
              text -> {
                int next = Integer.parseInt(text.orElse("0")) + 1;
                return new Kept<>(Integer.toString(next), next);
              });
    }
    return true;
  }

  private static boolean decideMany(Store store, int times) {
    for (int i = 0; i < times; i++) {
      store.change(
          "replica",
          change -> {
            long count = change.view().progress("count").orElse(0) + 1;
            change.progress("count", count);
            change.decide(decision("d" + count, "acct-" + count % 5));
          });
    }
    return true;
  }
}
