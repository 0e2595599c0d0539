// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words of a reply, whole or in pieces. Of several answers only the first: the others answer
/// the same request.
final class WireReply {
  private static final byte[] DATA = "data:".getBytes(US_ASCII);

  private final StringBuilder words = new StringBuilder();

  String words() {
    return words.toString();
  }

  /// The reply object of any of the APIs.
  void whole(Json in) {
    words.append(LiteLlmPayload.response(in));
  }

  /// The data of each event of a stream; model APIs write it on one line.
  static List<byte[]> events(byte[] stream) {
    List<byte[]> events = new ArrayList<>();
    for (int from = 0, end; from < stream.length; from = end + 1) {
      end = Bytes.newline(stream, from, stream.length);
      int data = from + DATA.length;
      if (data < end && Arrays.equals(stream, from, data, DATA, 0, DATA.length)) {
        events.add(Arrays.copyOfRange(stream, data, end));
      }
    }
    return events;
  }

  /// One event's data.
  void event(Json in) {
    Piece piece = new Piece();
    in.fields("event", name -> piece.take(name, in));
    words.append(piece.words());
  }

  /// The fields of an event, in any order.
  private static final class Piece {
    private String type = "";
    private String delta = "";
    private String choice = "";

    void take(String name, Json in) {
      switch (name) {
        case "type" -> type = in.text(name);
        case "choices" -> in.elements(name, () -> choice(in));
        case "delta" -> delta = in.isText() ? in.text(name) : nested(in);
        default -> in.skip();
      }
    }

    /// Anthropic: `{"type":"text_delta","text":"..."}`, and the arguments of a tool.
    private static String nested(Json in) {
      StringBuilder text = new StringBuilder();
      in.fields(
          "delta",
          name -> {
            if (name.equals("text") || name.equals("partial_json") || name.equals("content")) {
              text.append(in.text(name));
            } else {
              in.skip();
            }
          });
      return text.toString();
    }

    private void choice(Json in) {
      long[] index = {0};
      StringBuilder text = new StringBuilder();
      in.fields(
          "choices",
          name -> {
            switch (name) {
              case "index" -> index[0] = in.whole(name).orElse(0);
              case "delta" -> text.append(nested(in));
              case "text" -> text.append(in.text(name));
              default -> in.skip();
            }
          });
      if (index[0] == 0) {
        choice += text;
      }
    }

    /// OpenAI's Responses send summaries and other things as deltas too.
    String words() {
      boolean aside = type.startsWith("response.") && !type.equals("response.output_text.delta");
      return aside ? "" : choice + delta;
    }
  }
}
