// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of an evidence file but for its exhibits, by kind.
final class Ledger {
  private Line.@Nullable Head head;
  private Line.@Nullable Claims claims;
  private Line.@Nullable Control control;
  private Line.@Nullable Belonging belonging;
  private Line.@Nullable End end;
  Line.@Nullable Evenness evenness;
  final List<Line.Model> models = new ArrayList<>();
  final List<Line.Family> families = new ArrayList<>();
  final List<Line.Strangers> strangers = new ArrayList<>();
  final List<Line.Ranking> rankings = new ArrayList<>();
  final List<Line.Looked> looked = new ArrayList<>();
  final List<Line.Account> accounts = new ArrayList<>();
  final List<Line.Passing> passings = new ArrayList<>();

  void take(Line line) throws Broken {
    switch (line) {
      case Line.Head l -> head = known(l);
      case Line.Claims l -> claims = l;
      case Line.Model l -> models.add(l);
      case Line.Family l -> families.add(l);
      case Line.Control l -> control = l;
      case Line.Strangers l -> strangers.add(l);
      case Line.Evenness l -> evenness = l;
      case Line.Ranking l -> rankings.add(l);
      case Line.Belonging l -> belonging = l;
      case Line.Looked l -> looked.add(three(l));
      case Line.Account l -> accounts.add(within(l));
      case Line.Passing l -> passings.add(within(l));
      case Line.End l -> end = l;
      case Line.Exhibit l -> throw new IllegalArgumentException("exhibits are counted elsewhere");
    }
  }

  private static Line.Head known(Line.Head head) throws Broken {
    if (head.format() != Verifier.FORMAT) {
      throw new Broken("is of format " + head.format() + "; this version reads " + Verifier.FORMAT);
    }
    return head;
  }

  private static Line.Looked three(Line.Looked looked) throws Broken {
    if (looked.chances().size() != 3 || looked.chances().stream().anyMatch(n -> n < 0)) {
      throw new Broken("needs the chances of three families");
    }
    return looked;
  }

  private Line.Account within(Line.Account account) throws Broken {
    principal(account.principal());
    return account;
  }

  private Line.Passing within(Line.Passing passing) throws Broken {
    if (!passing.family().matches("E[123]")) {
      throw new Broken("passes in a family that knows no passing, " + passing.family());
    }
    principal(passing.from());
    principal(passing.to());
    return passing;
  }

  private void principal(long number) throws Broken {
    if (number >= looked.size()) {
      throw new Broken("names principal " + number + " of " + looked.size());
    }
  }

  Line.Head head() throws Broken {
    return present(head, "head");
  }

  Line.Claims claims() throws Broken {
    return present(claims, "claims");
  }

  Line.Control control() throws Broken {
    return present(control, "control");
  }

  Line.Belonging belonging() throws Broken {
    return present(belonging, "belonging");
  }

  Line.End end() throws Broken {
    return present(end, "end");
  }

  private static <T> T present(@Nullable T line, String kind) throws Broken {
    if (line == null) {
      throw new Broken("the evidence has no line " + kind);
    }
    return line;
  }
}
