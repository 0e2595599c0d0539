// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import io.stillwatch.server.Server;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;

/// Work on what a server keeps, beside the server or while it is down.
public final class Kept {
  private Kept() {}

  /// @throws Failure when the database does not answer, or refuses
  public static <T> T in(Settings settings, Function<Store, T> work) throws IOException {
    LogLines.off();
    try (Store store = Store.open(Server.database(settings), InstantSource.system())) {
      return work.apply(store);
    } catch (StoreFailed e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
