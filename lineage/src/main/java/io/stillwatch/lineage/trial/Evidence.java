// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.marks.keys.KeyProof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Every query and every answer, one canonical JSON object a line. Each line holds the hash of the
/// one before, and is on the disk before the next query goes out; the last one seals the file with
/// the root of a Merkle tree over all of them. A process that dies leaves at most half a line,
/// which is cut off when the test goes on. Not for two threads or processes.
public final class Evidence implements AutoCloseable {
  private static final String FIRST = "0".repeat(64);

  private final FileChannel channel;
  private final List<JsonNode> records = new ArrayList<>();
  private final List<String> hashes = new ArrayList<>();

  private Evidence(FileChannel channel) {
    this.channel = channel;
  }

  /// Opens a file, new or unfinished.
  ///
  /// @throws BadInput when a line of it is not what was written
  public static Evidence open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    var evidence = new Evidence(channel);
    try {
      if (channel.tryLock() == null) {
        throw new BadInput(file + " is in use by another process");
      }
      evidence.load(file);
      return evidence;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void load(Path file) throws IOException {
    String text = Files.readString(file);
    int whole = text.lastIndexOf('\n') + 1;
    int number = 0;
    for (String line : text.substring(0, whole).lines().toList()) {
      check(line, file + ", line " + ++number)
          .ifPresent(
              wrong -> {
                throw new BadInput(wrong);
              });
    }
    channel.truncate(text.substring(0, whole).getBytes(UTF_8).length);
    channel.position(channel.size());
  }

  /// What is wrong with the next line; nothing if it is whole, and then it is taken.
  private Optional<String> check(String line, String where) {
    JsonNode record = Json.parse(line, where);
    if (!line.equals(Json.canonical(record))) {
      return Optional.of(where + " is not canonical JSON");
    }
    if (record.path("n").asLong(-1) != records.size()) {
      return Optional.of(where + " is not number " + records.size() + "; a line is missing");
    }
    if (!record.path("prev").asString("").equals(last())) {
      return Optional.of(where + " does not follow from the line before; one of them was changed");
    }
    if (!records.isEmpty() && sealed()) {
      return Optional.of(where + " stands after the seal");
    }
    boolean seal = record.path("kind").asString("").equals("seal");
    if (seal && !line.equals(Json.canonical(sealing()))) {
      return Optional.of(where + ": the seal is not of these lines");
    }
    records.add(record);
    hashes.add(Json.sha256(line));
    return Optional.empty();
  }

  private String last() {
    return hashes.isEmpty() ? FIRST : hashes.getLast();
  }

  /// Appends a record, and returns when it is on the disk.
  public void append(String kind, Map<String, ?> values) throws IOException {
    var record = new TreeMap<String, Object>(values);
    record.put("kind", kind);
    record.put("n", records.size());
    record.put("prev", last());
    String line = Json.canonical(record);
    ByteBuffer bytes = UTF_8.encode(line + "\n");
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
    records.add(Json.parse(line, "own record"));
    hashes.add(Json.sha256(line));
  }

  /// Seals it: nothing may follow.
  public void seal() throws IOException {
    append("seal", Map.of("root", root(), "records", records.size()));
  }

  private Map<String, Object> sealing() {
    return Map.of(
        "kind", "seal",
        "n", records.size(),
        "prev", last(),
        "records", records.size(),
        "root", root());
  }

  /// Whether it is sealed.
  public boolean sealed() {
    return !records.isEmpty() && records.getLast().path("kind").asString("").equals("seal");
  }

  /// All records so far.
  public List<JsonNode> records() {
    return List.copyOf(records);
  }

  /// The root of a Merkle tree (split as in RFC 9162, section 2.1) over the lines before the seal.
  public String root() {
    int n = sealed() ? hashes.size() - 1 : hashes.size();
    return n == 0 ? FIRST : root(hashes.subList(0, n));
  }

  private static String root(List<String> leaves) {
    if (leaves.size() == 1) {
      return Json.sha256("leaf " + leaves.getFirst());
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Json.sha256(
        "node "
            + root(leaves.subList(0, split))
            + " "
            + root(leaves.subList(split, leaves.size())));
  }

  /// What is wrong with a finished file, and where first; nothing if it is whole and sealed.
  public static Optional<String> verify(Path file) throws IOException {
    String text = Files.readString(file);
    try (var nowhere = FileChannel.open(file, READ)) {
      var evidence = new Evidence(nowhere);
      int number = 0;
      for (String line : text.lines().toList()) {
        Optional<String> wrong = evidence.check(line, file + ", line " + ++number);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      if (!text.endsWith("\n") || !evidence.sealed()) {
        return Optional.of(file + " is not sealed: the test did not end, or its end was cut off");
      }
      return proofs(evidence.records().getFirst());
    } catch (BadInput wrong) {
      return Optional.of(wrong.line());
    }
  }

  /// Whether the keys were committed to under the roots that the registration names.
  private static Optional<String> proofs(JsonNode registered) {
    for (JsonNode one : registered.path("registration").path("key_proofs")) {
      try {
        if (KeyProof.parse(one.asString("")).holds()) {
          continue;
        }
      } catch (IllegalArgumentException none) {
        return Optional.of("a proof of a key's age cannot be read: " + none.getMessage());
      }
      return Optional.of("a proof of a key's age does not hold");
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
