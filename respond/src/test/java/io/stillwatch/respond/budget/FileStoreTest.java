// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.model.Rung;
import io.stillwatch.respond.Tier;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  /// Two processes of 3,000 requests each on a budget of 2,000: together they pass what one would.
  @Test
  void twoReplicasThatShareAFolderDoNotDoubleALimit(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<Process> replicas = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      replicas.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  place(Replica.class)
                      + File.pathSeparator
                      + place(FileStore.class)
                      + File.pathSeparator
                      + place(Rung.class),
                  Replica.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start());
    }
    long passed = 0;
    for (Process replica : replicas) {
      String said = new String(replica.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(replica.waitFor()).as(said).isZero();
      assertThat(said).matches("\\d+");
      passed += Long.parseLong(said);
    }
    assertThat(passed).isEqualTo(Replica.BUDGET);
  }

  private static String place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Test
  void whatIsKeptIsThereForTheNextProcess(@TempDir Path folder) {
    new FileStore(folder).update("a", kept -> new Store.Kept<>("long line\n", 0));
    new FileStore(folder).update("a", kept -> new Store.Kept<>("short\n", 0));

    assertThat(read(folder, "a")).contains("short\n");
    assertThat(read(folder, "b")).isEmpty();
  }

  private static Optional<String> read(Path folder, String account) {
    return new FileStore(folder)
        .update(account, kept -> new Store.Kept<>(kept.orElse("none\n"), kept));
  }

  @Test
  void anAccountIdReachesNoFileName(@TempDir Path folder) throws IOException {
    new FileStore(folder).update("../../etc/x", kept -> new Store.Kept<>("1\n", 0));

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(1)
          .allMatch(file -> file.getFileName().toString().matches("[0-9a-f]{64}"));
    }
  }

  @Test
  void aBalanceIsReadAsItWasWritten() {
    var open = new TreeMap<Long, Long>();
    open.put(7L, 99L);
    var balance = new Balance(List.of(1L, -2L, 3L, 4L, 5L, Long.MIN_VALUE / 4), 12, 8, open);

    assertThat(Balance.parse(balance.line())).isEqualTo(balance);
    assertThatIllegalArgumentException().isThrownBy(() -> Balance.parse("1 12 8 1 2"));
    assertThatIllegalArgumentException().isThrownBy(() -> Balance.parse(balance.line().strip()));
  }

  /// A process that asks for leave as fast as it can, and prints how often it got it.
  static final class Replica {
    static final int BUDGET = 2000;

    private Replica() {}

    public static void main(String[] args) {
      var tier =
          new Tier(
              "t",
              new Tier.Rate(BUDGET, BUDGET),
              new Tier.Rate(1_000_000, 1_000_000),
              new Tier.Rate(1_000_000, 1_000_000),
              10,
              new TreeSet<>(),
              Rung.WATCH);
      var budgets = new Budgets(new FileStore(Path.of(args[0])));
      int passed = 0;
      for (int i = 0; i < 3000; i++) {
        if (budgets.reserve("a", tier, new Need(1, 1), 0) instanceof Grant.Go(Reservation r)) {
          budgets.reconcile(r, tier, new Need(1, 1), 0);
          passed++;
        }
      }
      System.out.println(passed);
    }
  }
}
