// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.serving.Engine;
import io.stillwatch.marks.serving.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A `marks.toml`: in `[marks]` the engine behind the proxy and where its keys come from, and in
/// `[key.NAME]` what the name of a key in a policy's `mark-key` stands for. A key that is unknown
/// is refused with the nearest known one. The master key is in a file of its own. `[served]`, if it
/// is there, says where to note which contexts were served.
///
/// @param engine whose requests are rewritten
/// @param folder of commitments, as `stillwatch mark keys` has it
/// @param master what every key follows from
/// @param keys by name
/// @param served absent where nothing is noted
public record MarksFile(
    Engine engine,
    Path folder,
    MasterKey master,
    SortedMap<String, Entry> keys,
    Optional<Served> served) {
  /// The name of the key for everybody whom no decision marks; without one they are not marked.
  public static final String STANDARD = "standard";

  /// In the name of a key: one for each campaign.
  public static final String CAMPAIGN = "{campaign}";

  private static final List<String> TABLES = List.of("marks", "key", "served");
  private static final List<String> SERVED = List.of("folder", "tokenizer", "room");
  private static final int ROOM = 10_000_000;
  private static final List<String> MARKS = List.of("engine", "folder", "master", "password-file");
  private static final List<String> KEY = List.of("tenant", "tier", "codewords");

  public MarksFile {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /// What a name stands for.
  ///
  /// @param tenant of the key's scope
  /// @param tier how strongly it marks
  /// @param codewords whose codewords choose the key of each request; absent for one plain key
  public record Entry(String tenant, Tier tier, Optional<Holder> codewords) {}

  /// Who can be told from a leaked copy.
  public enum Holder {
    ACCOUNT,
    CAMPAIGN
  }

  /// Where indexes of served contexts go.
  ///
  /// @param tokenizer of the marked model: a `tokenizer.json`, or a name of tiktoken
  /// @param room contexts for each key
  public record Served(Path folder, String tokenizer, long room) {}

  /// Reads one.
  ///
  /// @throws BadSetting when it cannot be used
  /// @throws IOException when it, or a file it names, cannot be read
  public static MarksFile read(Path file) throws IOException {
    TomlParseResult toml = HubTable.file(file, TABLES);
    if (!(toml.get("marks") instanceof TomlTable table)) {
      throw new BadSetting(file + " has no [marks]; it takes engine, folder and master");
    }
    var marks = new HubTable(file + ": [marks]", table);
    marks.knows(MARKS);
    var keys = new TreeMap<String, Entry>();
    Engine engine = engine(marks);
    for (HubTable one : new HubTable(file.toString(), toml).tables("key")) {
      var named = new HubTable(file + ": [key." + one.where() + "]", one.toml());
      keys.put(one.where(), entry(named, one, engine));
    }
    return new MarksFile(engine, path(marks, "folder"), master(marks), keys, served(file, toml));
  }

  private static Optional<Served> served(Path file, TomlParseResult toml) {
    if (!(toml.get("served") instanceof TomlTable table)) {
      return Optional.empty();
    }
    var served = new HubTable(file + ": [served]", table);
    served.knows(SERVED);
    return Optional.of(
        new Served(
            path(served, "folder"),
            served.required("tokenizer"),
            served.whole("room", ROOM, 1_000, Integer.MAX_VALUE)));
  }

  private static Engine engine(HubTable marks) {
    try {
      return Engine.of(marks.text("engine", ""));
    } catch (IllegalArgumentException e) {
      throw marks.bad("engine: " + e.getMessage());
    }
  }

  private static Path path(HubTable marks, String key) {
    return marks.path(key).orElseThrow(() -> marks.bad("has no " + key + "; name it"));
  }

  private static MasterKey master(HubTable marks) throws IOException {
    Path file = path(marks, "master");
    Optional<Path> password = marks.path("password-file");
    if (password.isPresent()) {
      return MasterKey.read(file, Files.readString(password.get()).strip().toCharArray());
    }
    try {
      return MasterKey.ofHex(Files.readString(file));
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      throw marks.bad(
          "master is a file of 64 hexadecimal digits; for a PKCS#12 file give password-file too");
    }
  }

  private static Entry entry(HubTable key, HubTable named, Engine engine) {
    key.knows(KEY);
    String word = key.text("tier", "");
    Tier tier =
        Arrays.stream(Tier.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    key.bad(
                        "tier is \"%s\"; it takes standard, suspect or campaign".formatted(word)));
    if ((tier == Tier.CAMPAIGN) != named.where().contains(CAMPAIGN)) {
      throw key.bad("tier campaign and a name with " + CAMPAIGN + " go together");
    }
    try {
      return new Entry(
          new KeyScope("any", key.text("tenant", ""), KeyScope.NONE, 1).tenant(),
          tier,
          codewords(key, named.where().equals(STANDARD), tier, engine));
    } catch (IllegalArgumentException e) {
      throw key.bad(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Holder> codewords(
      HubTable key, boolean everybody, Tier tier, Engine engine) {
    Optional<Holder> holder = key.some("codewords").map(word -> holder(key, word));
    if (holder.isPresent() && everybody) {
      throw key.bad("codewords are for whom a decision marks, and not for everybody; take it out");
    }
    if (holder.isPresent() && !engine.takesKeys()) {
      throw key.bad("codewords needs an engine that takes a key with each request: sglang");
    }
    if (holder.equals(Optional.of(Holder.CAMPAIGN)) && tier != Tier.CAMPAIGN) {
      throw key.bad("codewords = \"campaign\" and tier campaign go together");
    }
    return holder;
  }

  private static Holder holder(HubTable key, String word) {
    return switch (word) {
      case "account" -> Holder.ACCOUNT;
      case "campaign" -> Holder.CAMPAIGN;
      default -> throw key.bad("codewords is \"%s\"; it takes account or campaign".formatted(word));
    };
  }
}
