// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwatch.share.stix.Lead;
import java.time.Instant;
import java.util.List;

/// What happened, as the journal keeps it. What is known follows from these in their order.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Enrolled.class, name = "enrolled"),
  @JsonSubTypes.Type(value = Event.Expelled.class, name = "expelled"),
  @JsonSubTypes.Type(value = Event.Came.class, name = "came"),
  @JsonSubTypes.Type(value = Event.Heard.class, name = "heard"),
  @JsonSubTypes.Type(value = Event.Judged.class, name = "judged"),
  @JsonSubTypes.Type(value = Event.Tripped.class, name = "tripped"),
  @JsonSubTypes.Type(value = Event.Acted.class, name = "acted"),
  @JsonSubTypes.Type(value = Event.Undone.class, name = "undone"),
  @JsonSubTypes.Type(value = Event.Forgot.class, name = "forgot"),
  @JsonSubTypes.Type(value = Event.Whole.class, name = "whole")
})
sealed interface Event {
  /// A peer was enrolled, or its record changed.
  record Enrolled(Peer peer) implements Event {}

  /// A peer is no longer one; its leads are gone.
  record Expelled(String peer, Instant at) implements Event {}

  /// A version of a lead came.
  record Came(Lead lead, Instant at) implements Event {}

  /// A peer saw a lead too, or speaks against it.
  record Heard(String lead, String peer, boolean agrees, Instant at) implements Event {}

  /// One's own evidence decided on a lead.
  record Judged(String lead, boolean right, Instant at) implements Event {}

  /// A canary came back.
  record Tripped(Alarm alarm, String kind) implements Event {}

  /// Something was done on leads.
  record Acted(Act act) implements Event {}

  /// It was undone, or ended.
  record Undone(String act, Instant at) implements Event {}

  /// What is too old was dropped.
  record Forgot(Instant at) implements Event {}

  /// All that was known: what came before need not be read.
  record Whole(
      List<Peer> peers,
      List<KeptLead> leads,
      List<State.Tally> tallies,
      List<Act> acts,
      List<State.Touched> touched,
      List<State.Proven> proven,
      List<Alarm> alarms)
      implements Event {}
}
