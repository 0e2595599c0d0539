// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.dossier.Dossier;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Something the ladder did: a decision, or the end of one, as JSON (docs/formats/decisions.md).
///
/// @param at event time of the judgement that it followed
/// @param tie of the decision's id
/// @param mode whether an enforcer may see it
/// @param account whom it is about
/// @param json one object
record Act(long at, long tie, Mode mode, String account, String json) implements Message {
  private static final int DIGITS = 16;
  private static final int HEX = 16;

  static Act taken(Decision decision) {
    return new Act(
        decision.term().at(),
        tie(decision),
        decision.mode(),
        decision.account(),
        Dossier.decisionJson(decision));
  }

  /// @param now event time of the judgement
  /// @param decision one that was undone
  static Act ended(long now, Decision decision) {
    return new Act(
        now, ~tie(decision), decision.mode(), decision.account(), Dossier.undoJson(decision));
  }

  /// An id is a word, a dash, and a hash in hexadecimal.
  private static long tie(Decision decision) {
    int hash = decision.id().indexOf('-') + 1;
    return Long.parseUnsignedLong(decision.id(), hash, hash + DIGITS, HEX);
  }

  static Wire<Act> wire() {
    return new Wire<>() {
      @Override
      public String name() {
        return "act/1";
      }

      @Override
      public void write(Act act, DataOutput out) throws IOException {
        out.writeLong(act.at);
        out.writeLong(act.tie);
        out.writeUTF(act.mode.name());
        out.writeUTF(act.account);
        DecisionWire.text(act.json, out);
      }

      @Override
      public Act read(DataInput in) throws IOException {
        return new Act(
            in.readLong(),
            in.readLong(),
            Mode.valueOf(in.readUTF()),
            in.readUTF(),
            DecisionWire.text(in));
      }
    };
  }
}
