// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that seals texts until it is killed, and says how many it has sealed.
final class Sealing {
  private Sealing() {}

  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(20_000L * 86_400_000));
    Settings settings =
        Settings.of(
            Optional.empty(), Map.of(), Map.of("text.keep", "true", "text.key-file", args[1]));
    try (Store store = Store.open(new StoreConfig.Embedded(Path.of(args[0])), clock)) {
      Vault vault = Vault.open(settings, store, clock).orElseThrow();
      for (int i = 0; ; i++) {
        vault.keep(List.of(VaultTest.exchange("r-" + i, "acct-" + i % 3, "words " + i)));
        System.out.println(i + 1);
      }
    }
  }
}
