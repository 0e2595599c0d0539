// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {
  @TempDir Path folder;
  private Path log = Path.of("");
  private Journal journal;
  private Inbox inbox;

  @BeforeEach
  void open() {
    log = folder.resolve("exchanges.jsonl");
    journal = Journal.open(folder.resolve("journal"), JournalConfig.DEFAULT);
    inbox =
        new Inbox(
            journal,
            new Time.Log(Duration.ofMinutes(2), Duration.ofHours(1)),
            () -> Detection.reader(DetectConfig.standard()),
            1);
  }

  @AfterEach
  void close() {
    inbox.close();
    journal.close();
  }

  private static String line(int id) {
    return "{\"ts\":\"2026-03-20T00:00:00Z\",\"request_id\":\"r%d\",\"account_id\":\"a\"}\n"
        .formatted(id);
  }

  private void write(String text) throws Exception {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void takesWholeLinesAsTheyComeAlsoAfterARotation() throws Exception {
    try (var tail = new Tail(log, Optional.empty(), inbox, folder)) {
      write(line(1) + line(2).substring(0, 20));
      until(() -> inbox.taken() == 1);
      write(line(2).substring(20) + "nonsense\n");
      until(() -> inbox.taken() == 2 && tail.rejected() == 1);
      Files.move(log, folder.resolve("exchanges.1"));
      write(line(3));
      until(() -> inbox.taken() == 3);
    }
  }

  @Test
  void goesOnWhereItWasAfterARestart() throws Exception {
    write(line(1) + line(2));
    try (var tail = new Tail(log, Optional.empty(), inbox, folder)) {
      until(() -> inbox.taken() == 2);
      assertThat(tail.rejected()).isZero();
    }
    write(line(3));
    try (var tail = new Tail(log, Optional.empty(), inbox, folder)) {
      until(() -> inbox.taken() == 3);
      assertThat(tail.rejected()).isZero();
    }
  }

  @Test
  void aFileThatWasCutIsReadFromItsBeginning() throws Exception {
    write(line(1) + line(2));
    try (var tail = new Tail(log, Optional.empty(), inbox, folder)) {
      until(() -> inbox.taken() == 2);
      Files.writeString(log, line(3));
      until(() -> inbox.taken() == 3);
      assertThat(tail.rejected()).isZero();
    }
  }

  @Test
  void aLogThatCannotBeReadIsTriedAgain() throws Exception {
    Files.createDirectory(log);
    try (Feed tail = new Tail(log, Optional.empty(), inbox, folder)) {
      until(() -> tail.state() == Feed.State.WAITS);
      Files.delete(log);
      write(line(1));
      until(() -> inbox.taken() == 1 && tail.state() == Feed.State.FOLLOWS);
    }
  }
}
