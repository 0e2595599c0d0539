// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Marker.Marking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a request's JSON asks for, and how to send it on with less.
///
/// The prompt's tokens are estimated as one for each four bytes of the body: no tokenizer runs
/// here, and the provider's own count settles the estimate.
final class Asked {
  static final int BYTES_A_TOKEN = 4;

  /// Bytes of the members that are parsed whole for a mark; a few hundred are usual.
  static final int MOST_TOUCHED = 1 << 16;

  private static final String OPTIONS = "stream_options";
  private static final String INCLUDE = "include_usage";

  private final byte[] bytes;
  private final int usualOutput;
  private final List<Member> members = new ArrayList<>();
  private final Set<Feature> wants = EnumSet.noneOf(Feature.class);
  private final SortedMap<String, Boolean> options = new TreeMap<>();
  private long output = -1;
  private long answers = 1;
  private boolean streams;

  private Asked(byte[] bytes, int usualOutput) {
    this.bytes = bytes;
    this.usualOutput = usualOutput;
  }

  /// @param usualOutput tokens of a reply when the request does not limit it
  /// @throws BadRequest when it is no JSON object
  static Asked of(byte[] bytes, int usualOutput) {
    Asked asked = new Asked(bytes, usualOutput);
    JsonIn.object(bytes, asked::take);
    return asked;
  }

  private void take(String name, JsonIn in) {
    int from = in.start();
    Optional<Want> want = Want.read(name, in);
    if (want.isEmpty()) {
      other(name, in);
    }
    wants.addAll(want.map(Want::asked).orElse(Set.of()));
    answers = Math.max(answers, want.map(Want::answers).orElse(1L));
    members.add(new Member(name, from, in.end(), want));
  }

  private void other(String name, JsonIn in) {
    switch (name) {
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          output = Math.max(output, in.count().orElse(-1));
      case "stream" -> streams = in.isTrue();
      case OPTIONS -> in.fields(option -> options.put(option, in.isTrue()));
      default -> in.skip();
    }
  }

  /// A member of the body.
  ///
  /// @param from where its value starts
  /// @param to where its value ends
  private record Member(String name, int from, int to, Optional<Want> want) {
    boolean isOf(Set<Feature> features) {
      return want.isPresent() && !Collections.disjoint(want.get().features(), features);
    }
  }

  Set<Feature> wants() {
    return Collections.unmodifiableSet(wants);
  }

  boolean streams() {
    return streams;
  }

  /// Whether the caller itself wants to be told the usage of its stream.
  boolean wantsUsage() {
    return options.getOrDefault(INCLUDE, false);
  }

  /// Tokens of the prompt, estimated.
  long input() {
    return ((long) bytes.length + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
  }

  /// The most tokens that all answers together may have.
  long output() {
    return (output < 0 ? usualOutput : output) * Math.min(answers, 1L << 20);
  }

  byte[] body() {
    return bytes;
  }

  /// What is changed of a body on its way.
  ///
  /// @param without what is withheld
  /// @param addUsage whether the stream shall be asked to count its tokens
  /// @param marking how it is changed so that the reply is marked; empty when it is not
  record Edit(Set<Feature> without, boolean addUsage, Optional<Marking> marking) {
    static Edit without(Set<Feature> features) {
      return new Edit(features, false, Optional.empty());
    }

    boolean isNothing() {
      return without.isEmpty() && !addUsage && marking.isEmpty();
    }

    boolean touches(String member) {
      return marking.isPresent() && marking.get().touches(member);
    }
  }

  /// The body as it goes on. All that stays, stays byte for byte.
  ///
  /// @throws BadRequest when what is touched for a mark is too long
  byte[] body(Edit edit) {
    if (edit.isNothing()) {
      return bytes;
    }
    Splice splice = new Splice(bytes, bytes.length);
    for (Member member : members) {
      boolean other =
          edit.touches(member.name()) || (edit.addUsage() && member.name().equals(OPTIONS));
      if (!other) {
        put(member, edit.without(), splice);
      }
    }
    if (edit.addUsage()) {
      SortedMap<String, Boolean> more = new TreeMap<>(options);
      more.put(INCLUDE, true);
      splice.put(OPTIONS, JsonOut.object(out -> more.forEach(out::writeBooleanProperty)));
    }
    edit.marking()
        .ifPresent(marking -> marking.rewritten(touched(edit, marking)).forEach(splice::put));
    return splice.end();
  }

  private static void put(Member member, Set<Feature> without, Splice splice) {
    if (!member.isOf(without)) {
      splice.copy(member.name(), member.from(), member.to());
    } else {
      member.want().flatMap(Want::kept).ifPresent(kept -> splice.put(member.name(), kept));
    }
  }

  /// The members that a marking looks at, as an object of their own.
  private String touched(Edit edit, Marking marking) {
    List<Member> some = members.stream().filter(m -> marking.touches(m.name())).toList();
    long length = some.stream().mapToLong(m -> m.to() - m.from()).sum();
    if (length > MOST_TOUCHED) {
      throw new BadRequest(
          413, "its sampling parameters are longer than " + MOST_TOUCHED + " bytes");
    }
    Splice splice = new Splice(bytes, (int) length);
    some.forEach(member -> put(member, edit.without(), splice));
    return new String(splice.end(), UTF_8);
  }
}
