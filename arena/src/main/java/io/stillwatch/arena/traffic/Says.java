// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.corpus.Pool;
import io.stillwatch.arena.corpus.Role;
import io.stillwatch.arena.corpus.Turn;
import io.stillwatch.arena.spec.Goal;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.text.Grammar;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people say: rows of the corpus, each once, and the project's own grammar.
final class Says {
  private static final Grammar WORDS = Grammar.own();

  private final Corpus corpus;
  private final Split split;
  private final District district;
  private final Map<Role, Long> taken = new EnumMap<>(Role.class);
  private long chat;

  Says(Corpus corpus, Split split, District district) {
    this.corpus = corpus;
    this.split = split;
    this.district = district;
  }

  /// A first prompt of a person who writes in this language.
  String open(String tongue, double developer, Chance chance) {
    if (chance.hit(.6)) {
      Optional<String> row = fresh(Role.USER);
      if (row.isPresent()) {
        return row.get();
      }
    }
    if (!tongue.equals("en") && chance.hit(.55)) {
      return WORDS.say(tongue, chance);
    }
    return WORDS.say(chance.hit(developer) ? "dev.open" : "chat.open", chance);
  }

  /// A later prompt in the same conversation.
  String more(double developer, Chance chance) {
    return WORDS.say(chance.hit(developer) ? "dev.more" : "chat.more", chance);
  }

  /// What a person of a chat from files said, turn by turn; each chat once, then none.
  List<String> chat() {
    long row = 2 * district.number(chat++) + 1 - odd();
    if (row >= corpus.chats().size()) {
      return List.of();
    }
    return corpus.chats().get((int) row).stream()
        .filter(t -> t.role().equals("user"))
        .map(Turn::text)
        .limit(8)
        .toList();
  }

  /// A public system prompt that many may use unchanged.
  String system(Chance chance) {
    Optional<Pool> listed = corpus.pool(Role.SYSTEM);
    return listed.isPresent() && chance.hit(.3)
        ? listed.get().at(chance.below(listed.get().size()))
        : WORDS.say("system.own", chance);
  }

  /// Item `number` of a public benchmark; the same for everyone.
  String bench(int number) {
    return corpus.pool(Role.BENCHMARK).orElse(BENCH).at(2L * number + odd());
  }

  int benchSize() {
    return Math.max(20, corpus.pool(Role.BENCHMARK).orElse(BENCH).size() / 2);
  }

  private static final Pool BENCH = new Pool.Grown("bench.item", 6_000);

  /// Item `number` of a harvest work list.
  String harvest(Goal goal, long number) {
    boolean listed = Math.floorMod(number, 3L) != 0;
    Optional<Pool> rows = corpus.pool(Role.HARVEST);
    if (listed && rows.isPresent()) {
      return rows.get().at(2 * number + odd());
    }
    String section =
        switch (goal) {
          case REASONING, JUDGEMENT -> "item.reason";
          case MATHS -> "item.math";
          case CODE -> "item.code";
          case AGENT -> "item.agent";
          case TASKS -> "item.task";
          case TRANSLATION -> "item.translate";
          case RELAY -> "chat.open";
        };
    return new Pool.Grown(section, 1 << 30).at(2 * number + odd());
  }

  /// A scaffold around an item. The wording is chosen by `wording`; the splits know other frames.
  String scaffold(String kind, Chance wording, Map<String, String> values) {
    boolean judges = kind.equals("judge") || kind.equals("clean");
    Optional<Pool> rows = corpus.pool(judges ? Role.JUDGE_TEMPLATE : Role.HARVEST_TEMPLATE);
    if (rows.isPresent() && !kind.equals("agent") && wording.hit(.4)) {
      int pick = 2 * wording.below(Math.max(1, rows.get().size() / 2)) + odd();
      return Templates.fill(rows.get().at(pick), values);
    }
    return ownScaffold(kind, wording, values);
  }

  /// A scaffold of the grammar, which can be worded anew for every request.
  String ownScaffold(String kind, Chance wording, Map<String, String> values) {
    return framed("scaffold." + kind, wording, values);
  }

  /// A text of the grammar from the frames that this split knows.
  String framed(String section, Chance wording, Map<String, String> values) {
    int frame = 2 * wording.below(WORDS.size(section) / 2) + odd();
    return WORDS.say(section, frame, wording, values);
  }

  private int odd() {
    return split == Split.SEALED ? 1 : 0;
  }

  private Optional<String> fresh(Role role) {
    Optional<Pool> pool = corpus.pool(role);
    if (pool.isEmpty()) {
      return Optional.empty();
    }
    long count = district.number(taken.merge(role, 1L, Long::sum) - 1) + 1;
    int size = pool.get().size() / 2;
    // a step that shares no factor with most sizes walks the pool out of its file order
    return count > size
        ? Optional.empty()
        : Optional.of(pool.get().at(2L * Math.floorMod(count * 7_919L, (long) size) + odd()));
  }
}
