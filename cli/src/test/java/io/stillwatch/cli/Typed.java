// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.kit.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// A command line as typed, and what came of it.
public record Typed(int exit, String out, String err) {
  public static Typed on(Rooms rooms, Map<String, String> environment, boolean live, String line) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, live, 100);
    int exit =
        new Shell(rooms, console, environment)
            .run(line.isEmpty() ? new String[0] : line.split(" "));
    return new Typed(exit, out.toString(), err.toString());
  }

  public static Typed on(Rooms rooms, String line) {
    return on(rooms, Map.of(), false, line);
  }

  /// In the rooms as they are built.
  public static Typed really(String line) {
    return on(new House(), line);
  }

  /// In rooms that do nothing.
  public static Typed line(String line) {
    return on(new FakeRooms(), line);
  }
}
