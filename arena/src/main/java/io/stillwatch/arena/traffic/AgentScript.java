// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.text.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A framework at work: a popular system prompt, a question, then a loop of calls and observations.
final class AgentScript implements Script {
  private static final Grammar WORDS = Grammar.own();

  private final String system;
  private final int kind;
  private final Models.Taste taste;
  private final Chance chance;
  private final List<String> tools;
  private final Settings settings;
  private Talk talk = new Talk("");
  private int left;
  private int steps;

  AgentScript(String system, int kind, Models.Taste taste, Chance chance) {
    this.system = system;
    this.kind = kind;
    this.taste = taste;
    this.chance = chance;
    this.tools = tools(kind);
    this.settings = Settings.any(chance.fork("settings"));
  }

  /// The same, with as many requests for every question.
  AgentScript steps(int count) {
    steps = count;
    return this;
  }

  /// The tool set that comes with a framework, the same for everybody who uses it.
  static List<String> tools(int kind) {
    Chance own = Chance.of(kind).fork("tools");
    List<String> tools = new ArrayList<>();
    for (int i = 0; i < 3 + kind % 4; i++) {
      tools.add(WORDS.say("tool", own));
    }
    return tools;
  }

  @Override
  public long step(World world, Account account, long now) {
    if (left == 0) {
      left = steps > 0 ? steps : Math.min(6, 1 + (int) chance.exponential(2.2));
      talk = new Talk(system).ask(WORDS.say("ask.framework", kind, chance, Map.of()));
    }
    Replies.Kind reply = left > 1 ? Replies.Kind.CALL : Replies.Kind.PROSE;
    Draft draft =
        new Draft(taste.at(now), talk.turns())
            .with(tools)
            .settings(settings)
            .reply(world.reply(reply, talk.last(), 0.2));
    if (!world.send(now, account, draft)) {
      return 4_000L + chance.below(20_000);
    }
    left--;
    if (left == 0) {
      talk = new Talk("");
      return REST;
    }
    talk.hear(draft.completion).see(WORDS.say("observation", chance));
    return 1_500 + (long) chance.lognormal(4_000, .9);
  }
}
