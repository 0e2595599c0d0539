// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.List;
import tools.jackson.core.JsonToken;

/// Sealed reasoning that a model issues and callers hand back: signatures of thinking blocks, and
/// encrypted reasoning items. Each is named by a digest, the same on its way out and on its way in.
final class Sealed {
  private static final int SHORTEST = 32;
  private static final int MOST = 1000;
  private static final int DIGEST_BYTES = 16;
  private static final byte[][] MARKS = {bytes("\"signature\""), bytes("\"encrypted_content\"")};

  private Sealed() {}

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// False for most bodies, which saves them a second reading.
  static boolean maybeIn(byte[] body, int length) {
    for (int i = 0; i < length; i++) {
      if (body[i] == '"' && (starts(body, i, length, 0) || starts(body, i, length, 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] body, int at, int length, int mark) {
    byte[] word = MARKS[mark];
    return length - at >= word.length
        && java.util.Arrays.equals(body, at, at + word.length, word, 0, word.length);
  }

  static void find(Json json, List<String> ids) {
    if (json.token() == JsonToken.START_OBJECT) {
      json.fields("body", name -> field(name, json, ids));
    } else if (json.token() == JsonToken.START_ARRAY) {
      json.elements("body", () -> find(json, ids));
    }
  }

  private static void field(String name, Json json, List<String> ids) {
    if (isName(name) && json.isText()) {
      add(json.text(name), ids);
    } else {
      find(json, ids);
    }
  }

  private static boolean isName(String name) {
    return name.equals("signature") || name.equals("encrypted_content");
  }

  static void add(String artefact, List<String> ids) {
    if (artefact.length() < SHORTEST || ids.size() >= MOST) {
      return;
    }
    String id = Bytes.digest(artefact, DIGEST_BYTES);
    if (!ids.contains(id)) {
      ids.add(id);
    }
  }
}
