// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What the server and its libraries log, a JSON object a line. Of an exception only its kind and
/// where it came from: its message may quote what somebody sent.
public final class LogLines extends Handler {
  private static final int FRAMES = 6;

  private final PrintWriter out;
  private final JsonFactory factory = new JsonFactory();

  private LogLines(PrintWriter out) {
    this.out = out;
  }

  /// Commands say themselves what went wrong.
  public static void off() {
    LogManager.getLogManager().reset();
  }

  public static void toStandardError(Console console) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    Logger.getLogger("io.stillwatch").setLevel(Level.INFO);
    root.addHandler(new LogLines(console.err()));
  }

  @Override
  public void publish(LogRecord entry) {
    var line = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("at", entry.getInstant().toString());
      json.writeStringProperty("level", entry.getLevel().getName());
      json.writeStringProperty("logger", entry.getLoggerName());
      json.writeStringProperty("message", entry.getMessage());
      if (entry.getThrown() != null) {
        thrown(json, entry.getThrown());
      }
      json.writeEndObject();
    }
    out.println(line);
  }

  private static void thrown(JsonGenerator json, Throwable thrown) {
    json.writeStringProperty("thrown", thrown.getClass().getName());
    json.writeArrayPropertyStart("where");
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      json.writeString(frames[i].toString());
    }
    json.writeEndArray();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
