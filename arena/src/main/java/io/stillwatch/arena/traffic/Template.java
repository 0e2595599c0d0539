// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.text.Grammar;
import java.util.Map;

/// A system prompt that many accounts use, and the section of the grammar their own payloads come
/// from.
///
/// @param system the prompt, the same for all
/// @param payload a section whose texts hardly ever repeat
/// @param reply what comes back
record Template(String system, String payload, Replies.Kind reply) {

  /// One of the wordings that the world's split knows.
  static Template of(World world, String name, Replies.Kind reply, Chance chance) {
    String system = world.says().framed("system." + name, chance.fork("system"), Map.of());
    return new Template(system, "ask." + name, reply);
  }

  /// An account that sends one payload at each of its moments, and again when it failed.
  void work(World world, Account account, When when, Chance own) {
    JobScript.Job job =
        new JobScript.Job(
            system, () -> Grammar.own().say(payload, own), reply, world.models().taste(own), 0);
    Script script = new JobScript(job, Settings.any(own.fork("settings")), own);
    world.add(new Worker(() -> account, when, script, own.fork("work")));
  }
}
