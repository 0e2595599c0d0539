// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.stillwatch.model.desk.Permit;
import java.util.Optional;

/// A permit as dynamic metadata: [Checks] gives it to Envoy with its answer, Envoy's access log
/// brings it back with the tokens that were used, and [AccessLogs] settles it. Clients cannot write
/// metadata.
final class PermitNote {
  /// Under this name Envoy keeps what an ext_authz server answered.
  static final String NAMESPACE = "envoy.filters.http.ext_authz";

  private static final String ACCOUNT = "stillwatch_account";
  private static final String NUMBER = "stillwatch_permit";
  private static final String INPUT = "stillwatch_input";
  private static final String OUTPUT = "stillwatch_output";

  private PermitNote() {}

  static Struct of(Permit permit) {
    return Struct.newBuilder()
        .putFields(ACCOUNT, text(permit.account()))
        .putFields(NUMBER, text(Long.toString(permit.number())))
        .putFields(INPUT, text(Long.toString(permit.input())))
        .putFields(OUTPUT, text(Long.toString(permit.output())))
        .build();
  }

  static Optional<Permit> read(Struct note) {
    String account = text(note, ACCOUNT);
    if (account.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Permit(account, number(note, NUMBER), number(note, INPUT), number(note, OUTPUT)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// A number as text: a double cannot hold every one of them.
  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String text(Struct note, String key) {
    return note.getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
  }

  private static long number(Struct note, String key) {
    return Long.parseLong(text(note, key));
  }
}
