// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonToken;

/// Ids of sealed reasoning: what a provider signs or encrypts and takes back in a later turn. Each
/// is long and unique, so its digest names it. Looked for only where an API puts it, never in what
/// people write: two strangers may well write the same.
final class SealedReader {
  private static final int SHORTEST = 16;
  private static final int MOST = 1000;
  private static final int DIGEST_BYTES = 16;

  private final Set<String> ids = new LinkedHashSet<>();

  List<String> ids() {
    return new ArrayList<>(ids);
  }

  void request(String name, Json in) {
    switch (name) {
      case "messages" ->
          in.elements(
              name,
              () -> {
                if (in.token() == JsonToken.START_OBJECT) {
                  in.fields(name, field -> reply(field, in));
                } else {
                  in.skip();
                }
              });
      case "input" -> parts(name, in);
      default -> in.skip();
    }
  }

  /// A member of a reply, or of a message.
  void reply(String name, Json in) {
    if (name.equals("content") || name.equals("output")) {
      parts(name, in);
    } else {
      in.skip();
    }
  }

  /// The data of an event.
  void event(Json in) {
    Part part = new Part();
    in.fields(
        "event",
        name -> {
          switch (name) {
            case "content_block", "delta", "item" -> in.fields(name, f -> part.take(f, in));
            default -> in.skip();
          }
        });
    add(part);
  }

  private void parts(String name, Json in) {
    in.elements(
        name,
        () -> {
          Part part = new Part();
          in.fields(name, field -> part.take(field, in));
          add(part);
        });
  }

  private void add(Part part) {
    String sealed = part.sealed();
    if (sealed.length() >= SHORTEST && ids.size() < MOST) {
      ids.add(Bytes.digest(sealed, DIGEST_BYTES));
    }
  }

  private static final class Part {
    private String type = "";
    private String signature = "";
    private String data = "";
    private String encrypted = "";

    void take(String name, Json in) {
      switch (name) {
        case "type" -> type = in.text(name);
        case "signature" -> signature = in.text(name);
        case "data" -> data = in.text(name);
        case "encrypted_content" -> encrypted = in.text(name);
        default -> in.skip();
      }
    }

    String sealed() {
      return switch (type) {
        case "thinking", "signature_delta" -> signature;
        case "redacted_thinking" -> data;
        case "reasoning" -> encrypted;
        default -> "";
      };
    }
  }
}
