// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Token;
import java.util.List;

/// How this company speaks to its peers. Both lanes may be told the same again; whoever listens
/// takes it once.
public interface Voice {
  /// Who speaks.
  Sender sender();

  /// What may leave in place of an account; empty when it has no token.
  List<Token> tokens(String account);

  /// The same objects with our signature.
  Bundle signed(Bundle bundle);

  /// Puts objects on the record; those that are there are left alone.
  ///
  /// @param objects in JSON
  /// @throws Unheard when it cannot be done now
  void record(List<String> objects);

  /// Rings the peers that may hear it.
  ///
  /// @param once the same for the same news, and known to nobody else
  /// @param events of what the record says, in the same order whenever they are repeated
  void ring(String once, List<Event> events);

  /// The events that say what these objects say.
  ///
  /// @param why why leads that are revoked were taken back
  List<Event> events(List<String> objects, Event.Reason why);

  /// A lane is closed for now.
  final class Unheard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unheard(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
