// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.io.ByteArrayOutputStream;

/// Reads one reply as it streams by, in chunks that end anywhere: also inside a character, a token
/// or an event. Holds one event at a time, or one JSON body, and the words; each up to a bound.
/// What goes beyond is not read, and [ModelReply#whole] says so. For one thread at a time.
public final class ReplyReader {
  /// An event with tokens and without words is shorter.
  private static final int SHORT_EVENT = 16 << 10;

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final ModelCalls calls;
  private final int most;
  private final boolean events;
  private final ReplyFields fields;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
  private final EventLines lines;
  private boolean forgotten;
  private boolean whole = true;

  ReplyReader(ModelCalls calls, boolean events, ReplyFields fields) {
    this.calls = calls;
    this.events = events;
    this.most = calls.most();
    this.fields = fields;
    this.lines = new EventLines(most, this::event);
  }

  /// The next bytes of the reply.
  public void take(byte[] chunk) {
    if (events) {
      lines.take(chunk);
      return;
    }
    int room = forgotten ? 0 : Math.min(chunk.length, most - held.size());
    held.write(chunk, 0, room);
    whole &= room == chunk.length;
  }

  /// Bytes held now, roughly.
  public int held() {
    return held.size() + lines.held() + 2 * fields.length();
  }

  /// Lets go of the words, and reads no more of them; tokens are still read from events.
  public void forget() {
    whole = false;
    forgotten = true;
    lines.shorten(SHORT_EVENT);
    fields.forget();
    held.reset();
  }

  /// What it came to; nothing may be taken after that.
  public ModelReply end() {
    if (events) {
      lines.end();
      whole &= lines.whole();
    } else if (held.size() > 0) {
      byte[] bytes = held.toByteArray();
      body(bytes);
      if (Sealed.maybeIn(bytes, bytes.length)) {
        calls.read(bytes, bytes.length, fields::seal);
      }
    }
    return fields.reply(whole);
  }

  private void event(byte[] data) {
    if (!java.util.Arrays.equals(data, DONE)) {
      body(data);
    }
  }

  private void body(byte[] json) {
    fields.start();
    whole &= calls.read(json, json.length, in -> in.fields("body", name -> fields.take(name, in)));
  }
}
