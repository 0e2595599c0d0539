// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.text.Grammar;
import java.util.List;

/// A person in conversation: asks, reads, asks again, and hands in all that was said each time.
final class ChatScript implements Script {
  /// How this person chats.
  ///
  /// @param tongue language of most prompts
  /// @param developer share of programming questions, 0 to 1
  /// @param system a system prompt of their own; may be empty
  /// @param taste which model when
  record Habit(String tongue, double developer, String system, Models.Taste taste) {}

  private final Habit habit;
  private final Chance chance;
  private final Settings settings;
  private Talk talk = new Talk("");
  private Account holder = NOBODY;
  private List<String> script = List.of();
  private int left;
  private int said;
  private int tries;
  private boolean coding;
  private String lastReasoning = "";
  private static final Account NOBODY = Nobody.account();

  ChatScript(Habit habit, Chance chance) {
    this.habit = habit;
    this.chance = chance;
    this.settings = Settings.any(chance.fork("settings"));
  }

  static ChatScript of(World world, Persona persona, double developer) {
    Chance chance = persona.chance;
    String system =
        chance.hit(.2)
            ? world.says().system(chance)
            : chance.hit(.3) ? Grammar.own().say("system.consumer", chance) : "";
    String tongue = Places.tongue(persona.country);
    Habit habit = new Habit(tongue, developer, system, world.models().taste(chance));
    return new ChatScript(habit, chance.fork("chat"));
  }

  @Override
  public long step(World world, Account account, long now) {
    if (left == 0 || !account.id().equals(holder.id())) {
      begin(world, account);
    }
    String text = said < script.size() ? script.get(said) : ask(world);
    talk.ask(text);
    String model =
        coding && habit.taste().usual().equals(Models.SMALL) ? Models.CODE : habit.taste().at(now);
    Draft draft = new Draft(model, talk.turns()).settings(settings).reply(reply(world, text));
    if (said > 0) {
      draft.reasoningIn = lastReasoning;
    }
    if (model.endsWith("large") && chance.hit(.3)) {
      draft.reasoningOut = world.newReasoning();
    }
    if (!world.send(now, account, draft)) {
      return again();
    }
    tries = 0;
    lastReasoning = draft.reasoningOut;
    talk.hear(draft.completion);
    said++;
    left--;
    if (left > 0) {
      return world.turnGap(chance) + 2_000;
    }
    talk = new Talk("");
    return REST;
  }

  private long again() {
    talk.unsay();
    tries++;
    if (tries > 2) {
      tries = 0;
      left = 0;
      talk = new Talk("");
      return REST;
    }
    return 3_000L + chance.below(60_000);
  }

  private void begin(World world, Account account) {
    holder = account;
    talk = new Talk(habit.system());
    coding = chance.hit(habit.developer());
    script = chance.hit(.3) && !coding ? world.says().chat() : List.of();
    left = script.isEmpty() ? world.turns(chance) : script.size();
    said = 0;
    lastReasoning = "";
  }

  private String ask(World world) {
    double code = coding ? 1 : 0;
    return said == 0
        ? world.says().open(habit.tongue(), code, chance)
        : world.says().more(code, chance);
  }

  private Replies.Reply reply(World world, String text) {
    return world.reply(coding ? Replies.Kind.CODE : Replies.Kind.PROSE, text, 1);
  }
}
